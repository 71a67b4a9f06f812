/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import dev.hibernateext.benchmarks.Counts;
import dev.hibernateext.benchmarks.RequestMeter;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** What reading costs by each way, when all that may be cached is. */
final class HitMeter implements AutoCloseable {

    /** Of a query. */
    static final int ROWS = 20;

    private static final int ENTRIES = 100;
    private static final int COUNTED = 100;

    private final int times;
    private final Map<CacheWay, Opened> opened = new EnumMap<>(CacheWay.class);

    /** Each read is repeated so often in each block of measurements. */
    HitMeter(DatabaseServers servers, int times) {
        this.times = times;
        for (var way : CacheWay.values()) {
            opened.put(way, Opened.of(way, servers));
        }
    }

    /** A factory and what it talks to. */
    private record Opened(
            DatabaseUnderTest database, TestDataSource dataSource, SessionFactory factory, StatelessSession session)
            implements AutoCloseable {

        static Opened of(CacheWay way, DatabaseServers servers) {
            var database = servers.create(DatabaseKind.POSTGRESQL);
            var dataSource = new TestDataSource(database);
            var factory = way.open(dataSource, Items.Part.class);
            factory.inTransaction(session ->
                    IntStream.range(0, ENTRIES).mapToObj(Items.Part::new).forEach(session::persist));
            return new Opened(database, dataSource, factory, factory.openStatelessSession());
        }

        @Override
        public void close() throws SQLException {
            session.close();
            factory.close();
            dataSource.close();
        }
    }

    /**
     * What was measured.
     *
     * @param counts what is asked of the server
     * @param cost of this process
     */
    record Measured(Counts counts, Cost cost) {}

    Map<CacheWay, Measured> find() throws SQLException {
        var operations = new LinkedHashMap<CacheWay, Runnable>();
        opened.forEach((way, in) ->
                operations.put(way, () -> require(in.session.get(Items.Part.class, ENTRIES / 2) != null)));
        return measured(operations);
    }

    Map<CacheWay, Measured> query() throws SQLException {
        var operations = new LinkedHashMap<CacheWay, Runnable>();
        opened.forEach((way, in) -> operations.put(
                way,
                () -> require(query(in)
                                .setCacheable(way != CacheWay.NONE)
                                .getResultList()
                                .size()
                        == ROWS)));
        return measured(operations);
    }

    /** By the explicit form. */
    Measured cachedQuery() throws SQLException {
        var in = Objects.requireNonNull(opened.get(CacheWay.OURS));
        Runnable operation =
                () -> require(CachedQuery.of(query(in)).getResultList().size() == ROWS);
        return Objects.requireNonNull(measured(Map.of(CacheWay.OURS, operation)).get(CacheWay.OURS));
    }

    private static SelectionQuery<Items.Part> query(Opened in) {
        return in.session
                .createSelectionQuery("from Part where id < :rows order by id", Items.Part.class)
                .setParameter("rows", ROWS);
    }

    private Map<CacheWay, Measured> measured(Map<CacheWay, Runnable> operations) throws SQLException {
        var costs = Cost.byTurns(operations, times);
        var measured = new EnumMap<CacheWay, Measured>(CacheWay.class);
        for (var operation : operations.entrySet()) {
            var in = Objects.requireNonNull(opened.get(operation.getKey()));
            var counts = new RequestMeter(in.database, in.dataSource, "part").count(operation.getValue(), COUNTED);
            measured.put(
                    operation.getKey(), new Measured(counts, Objects.requireNonNull(costs.get(operation.getKey()))));
        }
        return measured;
    }

    private static void require(boolean isRead) {
        if (!isRead) {
            throw new IllegalStateException("Something else was read.");
        }
    }

    @Override
    public void close() throws SQLException {
        for (var each : opened.values()) {
            each.close();
        }
    }
}
