/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import com.sun.management.ThreadMXBean;
import dev.hibernateext.benchmarks.Counts;
import dev.hibernateext.benchmarks.RequestMeter;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.jdbc.RecordedStatement;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;

/** What an update of {@link #ROWS} entities in a transaction costs. */
final class UpdateMeter {

    static final int ROWS = 100;
    static final int TRANSACTIONS = 50;

    static final int WARM_UP = 200;

    /* As Envers' validity strategy keeps it: a revision for each transaction, and the number of the one that ended a row. */
    private static final String TRIGGER = """
            create table revinfo (rev bigint primary key, revtstmp bigint not null);
            create table unrecorded_aud (id int, rev bigint references revinfo, revtype smallint, revend bigint references revinfo,
                name varchar(255), number int, primary key (id, rev));
            create function keep_unrecorded() returns trigger language plpgsql as $$
            declare current bigint := pg_current_xact_id()::text::bigint;
            begin
                insert into revinfo values (current, extract(epoch from clock_timestamp()) * 1000) on conflict do nothing;
                update unrecorded_aud set revend = current where id = new.id and rev <> current and revend is null;
                insert into unrecorded_aud values (new.id, current, case tg_op when 'INSERT' then 0 else 1 end, null, new.name, new.number);
                return null;
            end $$;
            create trigger keep after insert or update on unrecorded for each row execute function keep_unrecorded()""";

    private UpdateMeter() {}

    /**
     * What was measured, for a transaction.
     *
     * @param counts what is asked of the server
     * @param statements that it executes, each one of a batch
     * @param bytes allocated in this process
     */
    record Measured(Counts counts, double statements, double bytes) {}

    static Measured measure(HistoryWay way, DatabaseServers servers, int warmUp) throws SQLException {
        var database = servers.create(DatabaseKind.POSTGRESQL);
        try (var dataSource = new TestDataSource(database);
                var factory = way.open(dataSource)) {
            if (way == HistoryWay.TRIGGER) {
                try (var connection = database.connect();
                        var statement = connection.createStatement()) {
                    statement.execute(TRIGGER);
                }
            }
            factory.inTransaction(
                    session -> IntStream.range(0, ROWS).mapToObj(way::item).forEach(session::persist));
            var number = new AtomicInteger();
            Runnable update = () -> update(factory, way, number.incrementAndGet());
            RequestMeter.repeat(update, warmUp);
            var counts = new RequestMeter(database, dataSource, "revinfo").count(update, TRANSACTIONS);
            var statements = dataSource.recorder().statements().stream()
                    .mapToInt(RecordedStatement::batchSize)
                    .sum();
            return new Measured(counts, (double) statements / TRANSACTIONS, allocated(update));
        }
    }

    private static void update(SessionFactory factory, HistoryWay way, int number) {
        factory.inTransaction(session -> session.createSelectionQuery(
                        "from " + factory.getMetamodel().entity(way.type()).getName(), way.type())
                .getResultList()
                .forEach(item -> item.number = number));
    }

    private static double allocated(Runnable operation) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var thread = Thread.currentThread().getId();
        var before = threads.getThreadAllocatedBytes(thread);
        RequestMeter.repeat(operation, TRANSACTIONS);
        return (double) (threads.getThreadAllocatedBytes(thread) - before) / TRANSACTIONS;
    }
}
