/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.Set;

/**
 * A collection as it is mapped. One instance is shared by all changes of a factory.
 *
 * @param role the name of the owning entity and of the attribute, joined by a dot
 * @param tables the query spaces of its rows
 */
public record MappedCollection(String role, Set<String> tables) {

    /** Copies the tables. */
    public MappedCollection {
        tables = Set.copyOf(tables);
    }

    @Override
    public String toString() {
        return role;
    }
}
