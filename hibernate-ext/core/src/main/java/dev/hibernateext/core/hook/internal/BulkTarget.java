/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.MappedEntity;
import dev.hibernateext.core.hook.PendingBulk;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.SharedSessionContract;

/**
 * What a statement may affect.
 *
 * @param statement the statement
 * @param tables its tables; none if they are not known
 * @param entities whose rows they hold
 */
public record BulkTarget(BulkStatement statement, Set<String> tables, Set<MappedEntity> entities) {

    /** This target, with the tables that turned out to be written. */
    public BulkTarget writing(Set<String> written) {
        return written.isEmpty() ? this : new BulkTarget(statement, written, entities);
    }

    boolean mayAffect(Class<?> type) {
        return tables.isEmpty()
                || type == Object.class
                || entities.stream().anyMatch(entity -> type.isAssignableFrom(entity.javaType()));
    }

    PendingBulk pending(SharedSessionContract session) {
        return new PendingBulk(statement, tables, entityNames(), session);
    }

    BulkChange executed(int rowCount) {
        return new BulkChange(statement, rowCount, tables, entityNames());
    }

    private Set<String> entityNames() {
        return entities.stream().map(MappedEntity::name).collect(Collectors.toSet());
    }
}
