/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.examples.quickstart.store.ChinookImport;
import dev.hibernateext.examples.quickstart.store.TableImport;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;
import org.hibernate.Version;

/**
 * Imports a music store and walks through what the library does with it.
 *
 * <p>Works on H2 in memory, or on a PostgreSQL server of its own with the argument {@code --postgres}.
 */
public final class Quickstart {

    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    /** Logs whole rows that the database refuses, which the program expects. */
    private static final Logger REFUSALS = Logger.getLogger("org.hibernate.orm.jdbc");

    private final Database database;
    private final Report report;
    private final SqlLog sql = new SqlLog();

    Quickstart(Database database, PrintStream out) {
        this.database = database;
        this.report = new Report(out);
    }

    /**
     * Runs the program; a failure ends it with an exception.
     *
     * @param arguments none, or {@code --postgres}
     * @throws Exception if an argument is unknown, a database cannot be reached or the import does not match its source
     */
    public static void main(String... arguments) throws Exception {
        HIBERNATE.setLevel(Level.WARNING);
        REFUSALS.setLevel(Level.OFF);
        System.setProperty("hsqldb.reconfig_logging", "false");
        try (var database = database(List.of(arguments))) {
            new Quickstart(database, System.out).run();
        }
    }

    private static Database database(List<String> arguments) throws IOException {
        if (arguments.isEmpty()) {
            return Database.h2();
        }
        if (arguments.equals(List.of("--postgres"))) {
            return Database.postgresql();
        }
        throw new IllegalArgumentException("Unknown arguments %s. Pass none, or --postgres.".formatted(arguments));
    }

    void run() throws IOException, SQLException {
        var start = System.nanoTime();
        report.title("Hibernate Ext on %s, Hibernate ORM %s".formatted(database.product(), Version.getVersionString()));
        var dataSource = sql.watch(database.dataSource());
        try (var sessions = Store.open(dataSource)) {
            importStore(sessions);
            new Tour(sessions, sql, report).walk();
        }
        try (var sessions = Store.openRecording(dataSource)) {
            new HistoryTour(sessions, sql, report).walk();
        }
        try (var sessions = Store.openCaching(dataSource)) {
            new CacheTour(sessions, sql, report).walk();
        }
        report.title("%nDone in %.1f s.".formatted((System.nanoTime() - start) / 1e9));
    }

    private void importStore(SessionFactory sessions) throws SQLException {
        report.section("Import the Chinook music store as actor 'import'");
        sql.take();
        try (var scope = Contexts.open(Context.ofActor("import"))) {
            var tables = new ChinookImport(sessions, this::imported).run();
            report.line("%-14s %6d rows, as many as in the original", "Together", rows(tables));
        }
        report.count(sql.take());
    }

    private void imported(TableImport table) {
        report.line("%-14s %6d", table.table(), table.stored());
    }

    private static long rows(List<TableImport> tables) {
        return tables.stream().mapToLong(TableImport::stored).sum();
    }
}
