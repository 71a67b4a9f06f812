/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes many rows at once.
 *
 * @param kind what it does
 * @param source how it was written
 * @param parameters the values bound to its parameters, in the order the statement binds them; never printed
 */
public record BulkStatement(Kind kind, Source source, List<@Nullable Object> parameters) {

    /** What a statement does. */
    public enum Kind {
        /** Adds rows. */
        INSERT,
        /** Changes rows. */
        UPDATE,
        /** Removes rows. */
        DELETE,
        /** A native statement that is none of the others, such as {@code merge}. */
        OTHER
    }

    /** How a statement was written. */
    public enum Source {
        /** In terms of entities: HQL, JPQL, the criteria API or a specification, which are one to Hibernate. */
        ENTITY,
        /** In SQL. */
        NATIVE
    }

    /** Copies the parameters. */
    public BulkStatement {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** Kind and source. */
    @Override
    public String toString() {
        return kind + " " + source;
    }
}
