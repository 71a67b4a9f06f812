/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.MutationWatch;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.jdbc.JdbcMutationOperation;

/** Sees what is written behind rows that sessions write for entities and collections. */
final class ReachingRows implements MutationWatch {

    @Override
    public BatchKeyAccess before(
            BatchKeyAccess key, MutationOperationGroup operations, SharedSessionContractImplementor session) {
        var tables = ReachedWrites.tables(session);
        for (var i = 0; i < operations.getNumberOfOperations(); i++) {
            var operation = operations.getOperation(i);
            var table = tables.nameOf(operation.getTableDetails().getTableName());
            if (tables.concern(table)) {
                ReachedWrites.of(session).before(reached(tables, table, operation), Reach.of(session));
            }
        }
        return key;
    }

    /** A row that is marked as deleted is updated. */
    private static Reached reached(ReachedTables tables, String table, MutationOperation operation) {
        return operation instanceof JdbcMutationOperation jdbc
                ? tables.by(table, jdbc.getSqlString())
                : tables.by(RowWrite.of(table, RowWrite.Kind.DELETE));
    }
}
