/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.Set;

/**
 * An entity as it is mapped. One instance is shared by all changes of a factory.
 *
 * @param name the entity name, which is the class name unless the mapping sets another
 * @param javaType the class; {@code Map} for a dynamic entity
 * @param tables the query spaces a row of this entity takes part in
 */
public record MappedEntity(String name, Class<?> javaType, Set<String> tables) {

    /** Copies the tables. */
    public MappedEntity {
        tables = Set.copyOf(tables);
    }

    @Override
    public String toString() {
        return name;
    }
}
