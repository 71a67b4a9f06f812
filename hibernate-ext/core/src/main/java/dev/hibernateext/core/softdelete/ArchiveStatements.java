/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SharedSessionContract;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.SynchronizeableQuery;

/** Executes native statements on archives. */
final class ArchiveStatements {

    private ArchiveStatements() {}

    /** Executes a statement that writes one table. */
    static int execute(
            SharedSessionContract session, String table, String sql, Consumer<? super CommonQueryContract> parameters) {
        var query = session.createNativeMutationQuery(sql);
        ((SynchronizeableQuery) query).addSynchronizedQuerySpace(table);
        parameters.accept(query);
        return naming(table, query::executeUpdate);
    }

    /** The rows of a query that reads an archive. */
    static List<Object[]> select(String table, NativeQuery<Object[]> query) {
        query.addSynchronizedQuerySpace(table);
        return naming(table, query::getResultList);
    }

    private static <R> R naming(String table, Supplier<R> work) {
        try {
            return work.get();
        } catch (SQLGrammarException missing) {
            throw ArchiveException.withoutTable(table, missing);
        }
    }
}
