/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a violated database constraint. All names come from the mappings, none from a message.
 *
 * @param kind what kind of constraint it is
 * @param entityName the entity that has it, or null if not known
 * @param attributes the attributes it is about, or none if not known
 * @param constraintName its name, or null if the mappings do not know it
 */
public record ViolatedConstraint(
        Kind kind,
        @Nullable String entityName,
        List<String> attributes,
        @Nullable String constraintName) {

    /** Kinds of constraints. */
    public enum Kind {
        /** Another row has the same key. */
        UNIQUE,
        /** A value is missing. */
        NOT_NULL,
        /** The row referred to does not exist, or is still referred to. */
        FOREIGN_KEY,
        /** A condition does not hold. */
        CHECK,
        /** The database does not say. */
        OTHER
    }

    /** Copies the attributes. */
    public ViolatedConstraint {
        attributes = List.copyOf(attributes);
    }

    String subject() {
        return entityName == null ? "a row" : entityName;
    }

    String reason() {
        var about = attributes.isEmpty() ? "" : " of " + String.join(", ", attributes);
        return switch (kind) {
            case UNIQUE -> "another row has the same value" + about;
            case NOT_NULL -> "a value" + about + " is missing";
            case FOREIGN_KEY -> "the reference" + about + " leads nowhere, or the row is still referred to";
            case CHECK -> "a condition" + about + " does not hold";
            case OTHER -> "a constraint" + about + " is violated";
        };
    }
}
