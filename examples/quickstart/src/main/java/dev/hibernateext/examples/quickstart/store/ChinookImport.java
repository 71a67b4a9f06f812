/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.hydromatic.chinook.data.hsqldb.ChinookHsqldb;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Copies the music store from its original HSQLDB database, in one transaction. */
public final class ChinookImport {

    private static final int ROWS_A_BATCH = 500;

    private final SessionFactory sessions;
    private final Consumer<TableImport> progress;

    /**
     * An import into empty tables.
     *
     * @param sessions opens the session the rows are written with
     * @param progress told of each table when its rows are written
     */
    public ChinookImport(SessionFactory sessions, Consumer<TableImport> progress) {
        this.sessions = sessions;
        this.progress = progress;
    }

    /**
     * Imports all tables.
     *
     * @return what came of each table, in the order of import
     * @throws ImportMismatchException if a table holds another number of rows than its original; nothing is committed then
     * @throws SQLException if the original cannot be read
     */
    public List<TableImport> run() throws SQLException {
        try (var original = DriverManager.getConnection(ChinookHsqldb.URI, ChinookHsqldb.USER, ChinookHsqldb.PASSWORD);
                var session = sessions.openStatelessSession()) {
            var transaction = session.beginTransaction();
            try {
                var results = copyAll(original, session);
                transaction.commit();
                return results;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    private List<TableImport> copyAll(Connection original, StatelessSession session) throws SQLException {
        var imported = new Imported();
        var results = new ArrayList<TableImport>();
        for (var table : ChinookTables.IN_ORDER) {
            copy(original, table, imported, session);
            var result = check(original, table, session);
            progress.accept(result);
            results.add(result);
        }
        return results;
    }

    private static void copy(Connection original, SourceTable table, Imported imported, StatelessSession session)
            throws SQLException {
        try (var statement = original.createStatement();
                var rows = statement.executeQuery("select * from \"%s\" order by 1".formatted(table.name()))) {
            var batch = new ArrayList<Object>(ROWS_A_BATCH);
            while (rows.next()) {
                var entity = table.reader().read(new Row(rows, imported));
                imported.put(entity, rows.getInt(1));
                batch.add(entity);
                if (batch.size() == ROWS_A_BATCH) {
                    session.insertMultiple(List.copyOf(batch));
                    batch.clear();
                }
            }
            session.insertMultiple(batch);
        }
    }

    private static TableImport check(Connection original, SourceTable table, StatelessSession session)
            throws SQLException {
        var stored = session.createSelectionQuery(
                        "select count(*) from " + table.entity().getSimpleName(), Long.class)
                .getSingleResult();
        var result = new TableImport(table.name(), table.entity(), rows(original, table), stored);
        if (result.stored() != result.expected()) {
            throw ImportMismatchException.of(result);
        }
        return result;
    }

    private static long rows(Connection original, SourceTable table) throws SQLException {
        try (var statement = original.createStatement();
                var count = statement.executeQuery("select count(*) from \"%s\"".formatted(table.name()))) {
            count.next();
            return count.getLong(1);
        }
    }
}
