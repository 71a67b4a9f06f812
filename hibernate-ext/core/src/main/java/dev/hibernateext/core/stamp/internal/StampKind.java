/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import java.lang.annotation.Annotation;
import java.util.EnumSet;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;

/** The four stamps. */
public enum StampKind {
    CREATED_AT(CreatedAt.class),
    CREATED_BY(CreatedBy.class),
    UPDATED_AT(UpdatedAt.class),
    UPDATED_BY(UpdatedBy.class);

    private final Class<? extends Annotation> annotation;

    StampKind(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    /** What marks an attribute as this stamp. */
    public Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** Whether the stamp never changes after the insert. */
    public boolean isCreation() {
        return this == CREATED_AT || this == CREATED_BY;
    }

    /** Whether the stamp is a time, not an actor. */
    public boolean isTime() {
        return this == CREATED_AT || this == UPDATED_AT;
    }

    /** The writes that give the stamp a new value. */
    public EnumSet<EventType> events() {
        return isCreation() ? EventTypeSets.INSERT_ONLY : EventTypeSets.INSERT_AND_UPDATE;
    }
}
