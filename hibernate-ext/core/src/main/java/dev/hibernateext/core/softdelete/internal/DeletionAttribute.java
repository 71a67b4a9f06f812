/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.stamp.internal.TimeFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that is part of the deletion mark.
 *
 * @param entity the name of the root entity
 * @param path the attribute, or the embeddable and the attribute in it
 * @param kind what it tells
 * @param format how a time is stored; null for the others
 */
public record DeletionAttribute(
        String entity,
        List<String> path,
        DeletionKind kind,
        @Nullable TimeFormat format) {

    /** The entity and the path for messages. */
    public String label() {
        return entity + "." + dottedPath();
    }

    /** The path as HQL writes it. */
    public String dottedPath() {
        return String.join(".", path);
    }
}
