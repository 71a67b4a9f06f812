/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import dev.hibernateext.benchmarks.Counts;
import dev.hibernateext.benchmarks.RequestMeter;
import dev.hibernateext.history.History;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.audit.AuditLogFactory;
import org.hibernate.envers.AuditReaderFactory;

/** What a state at an instant costs among many rows of history: a hundred for each entity, a millisecond of its own for each. */
final class StateMeter {

    /** Each way to keep a history, and who is asked. */
    static final List<HistoryWay> WAYS =
            List.of(HistoryWay.ENVERS_DEFAULT, HistoryWay.OURS_DEFAULT, HistoryWay.CORE, HistoryWay.OURS_ON_CORE);

    private static final int TIMES = 50;
    private static final int WARM_UP = 10;
    private static final int ROWS_EACH = 100;

    private final HistoryWay way;
    private final int rows;

    StateMeter(HistoryWay way, int rows) {
        this.way = way;
        this.rows = rows;
    }

    Counts measure(DatabaseServers servers) throws SQLException {
        var database = servers.create(DatabaseKind.POSTGRESQL);
        try (var dataSource = new TestDataSource(database);
                var factory = way.open(dataSource)) {
            var table = way.type() == Item.OfCore.class ? "coreitem_aud" : "enversitem_aud";
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                for (var sql : fill(table)) {
                    statement.execute(sql);
                }
            }
            var next = new AtomicInteger();
            Runnable read = () -> read(factory, 1 + next.getAndAdd(97) % (rows / ROWS_EACH));
            RequestMeter.repeat(read, WARM_UP);
            return new RequestMeter(database, dataSource, table, "revinfo").count(read, TIMES);
        }
    }

    private List<String> fill(String table) {
        var revision = way == HistoryWay.CORE ? "timestamptz '2026-01-01 00:00Z' + r * interval '1 millisecond'" : "r";
        var values =
                "insert into %s (id, rev, revtype, name, number) select (r + %d) / %d, %s, 1, 'name ' || r, r from generate_series(1, %d) r"
                        .formatted(table, ROWS_EACH - 1, ROWS_EACH, revision, rows);
        var revisions = "insert into revinfo (rev, revtstmp) select r, r from generate_series(1, %d) r".formatted(rows);
        return way == HistoryWay.CORE
                ? List.of(values, "vacuum analyze " + table)
                : List.of(revisions, values, "vacuum analyze " + table, "vacuum analyze revinfo");
    }

    /** In the middle of the entity's own revisions. */
    private void read(SessionFactory factory, int id) {
        var number = (id - 1) * ROWS_EACH + ROWS_EACH / 2;
        var found = factory.fromTransaction(session -> state(session, id, number));
        if (found.number != number) {
            throw new IllegalStateException("Not the state of %d at %d: %d.".formatted(id, number, found.number));
        }
    }

    private Item state(Session session, int id, int number) {
        return switch (way) {
            case ENVERS_DEFAULT -> AuditReaderFactory.get(session).find(way.type(), id, local(number));
            case CORE -> core(session, id, number);
            default ->
                History.of(session, way.type(), id)
                        .at(Instant.ofEpochMilli(number))
                        .orElseThrow();
        };
    }

    private Item core(Session session, int id, int number) {
        var at = Instant.parse("2026-01-01T00:00:00Z").plusMillis(number);
        try (var log = AuditLogFactory.create(session)) {
            // without an entity of changesets, instants are their ids
            return log.find(way.type(), id, (Object) at);
        }
    }

    /** As Envers reads it. */
    private static LocalDateTime local(int millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault());
    }
}
