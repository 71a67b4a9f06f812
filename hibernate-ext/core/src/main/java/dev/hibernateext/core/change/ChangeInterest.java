/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.List;
import java.util.Set;

/**
 * What a listener wants to hear of. It gets the changes of these entities, of the collections they own, and the bulk
 * statements that affect their tables or do not tell which tables they affect. Where no listener is interested, nothing is
 * captured.
 */
@FunctionalInterface
public interface ChangeInterest {

    /**
     * Whether an entity is of interest. Asked once for each entity of the factory, so the answer must not change.
     *
     * @param entity a mapped entity
     * @return true to hear of its changes
     */
    boolean concerns(MappedEntity entity);

    /**
     * Every entity.
     *
     * @return the interest in all changes
     */
    static ChangeInterest everything() {
        return entity -> true;
    }

    /**
     * The entities of some classes and their subclasses.
     *
     * @param types entity classes, mapped superclasses or interfaces
     * @return the interest in their changes
     */
    static ChangeInterest entities(Class<?>... types) {
        var wanted = List.of(types);
        return entity -> wanted.stream().anyMatch(type -> type.isAssignableFrom(entity.javaType()));
    }

    /**
     * The entities mapped to some tables.
     *
     * @param tables names as Hibernate writes them in SQL, in any case
     * @return the interest in their changes
     */
    static ChangeInterest tables(String... tables) {
        var wanted = Set.of(tables);
        return entity ->
                entity.tables().stream().anyMatch(table -> wanted.stream().anyMatch(table::equalsIgnoreCase));
    }
}
