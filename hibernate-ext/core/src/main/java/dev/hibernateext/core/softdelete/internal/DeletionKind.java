/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.stamp.internal.TimeFormat;
import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.DeletedBy;
import dev.hibernateext.mixins.DeletionId;
import java.lang.annotation.Annotation;
import java.util.UUID;

/** What an attribute tells about a deletion. */
public enum DeletionKind {
    AT(DeletedAt.class, TimeFormat.ALLOWED),
    BY(DeletedBy.class, "a String"),
    ID(DeletionId.class, "a java.util.UUID");

    private final Class<? extends Annotation> annotation;
    private final String allowed;

    DeletionKind(Class<? extends Annotation> annotation, String allowed) {
        this.annotation = annotation;
        this.allowed = allowed;
    }

    /** Whether such an attribute may have a type. */
    public boolean supports(Class<?> type) {
        return switch (this) {
            case AT -> TimeFormat.of(type, 0) != null;
            case BY -> type == String.class;
            case ID -> type == UUID.class;
        };
    }

    /** What such an attribute may be, for error messages. */
    public String allowed() {
        return allowed;
    }

    /** The annotation of such attributes. */
    public Class<? extends Annotation> annotation() {
        return annotation;
    }
}
