/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Inserts rows as arrays where that gives what the session would do, else by the session. */
final class Inserts {

    private Inserts() {}

    static <E> Written write(StatelessSession session, List<E> rows) {
        var persister = commonPersister((SharedSessionContractImplementor) session, rows);
        var table = persister == null ? null : ArrayTable.find(persister);
        if (table != null) {
            return new ArrayInsert<E>(table).write(session, rows);
        }
        session.insertMultiple(rows);
        return Written.inserted(rows.size());
    }

    /** That of all rows, or null if they are of several subclasses. */
    private static @Nullable EntityPersister commonPersister(SharedSessionContractImplementor session, List<?> rows) {
        EntityPersister common = null;
        for (var row : rows) {
            var persister = session.getEntityPersister(null, row);
            if (common != null && common != persister) {
                return null;
            }
            common = persister;
        }
        return common;
    }
}
