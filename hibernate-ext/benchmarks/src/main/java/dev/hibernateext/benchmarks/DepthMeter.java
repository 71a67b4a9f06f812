/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Reads pages of a table of {@link #ROWS} rows, in a transaction each. Belongs to one thread. */
final class DepthMeter implements AutoCloseable {

    static final int ROWS = 1_000_000;

    private static final int WARM_UP = 10;
    private static final int PAGES = 20;

    private static final String GENERIC_PLAN = "set local plan_cache_mode = force_generic_plan";

    private static final String FILL = "insert into moment (id, taken) select i, i / %d from generate_series(1, %d) i";

    private final TestDataSource dataSource;
    private final RequestMeter requests;
    private final SessionFactory factory;

    private DepthMeter(TestDataSource dataSource, RequestMeter requests, SessionFactory factory) {
        this.dataSource = dataSource;
        this.requests = requests;
        this.factory = factory;
    }

    /** A page of one way, behind so many rows. */
    record Cell(PageWay way, int depth) {}

    /** Fills the table on PostgreSQL. */
    static DepthMeter open(DatabaseUnderTest database) throws SQLException {
        var dataSource = new TestDataSource(database);
        var factory = new HibernatePersistenceConfiguration("moments")
                .managedClass(Moment.class)
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                .createEntityManagerFactory();
        factory.getSchemaManager().exportMappedObjects(false);
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(FILL.formatted(Moment.ROWS_TOGETHER, ROWS));
            statement.execute("vacuum analyze moment");
        }
        return new DepthMeter(dataSource, new RequestMeter(database, dataSource, "moment"), factory);
    }

    /** What a page asks for, the mean of {@link #PAGES} after a warm-up. */
    Counts count(Cell cell) throws SQLException {
        return count(reader(cell, session -> {}));
    }

    /** The buffers of a page when the database plans without looking at its keys, for which it reads the ends of indexes. */
    double buffersOncePlanned(Cell cell) throws SQLException {
        return count(reader(
                        cell,
                        session ->
                                session.createNativeMutationQuery(GENERIC_PLAN).executeUpdate()))
                .buffers();
    }

    private Counts count(Runnable read) throws SQLException {
        RequestMeter.repeat(read, WARM_UP);
        return requests.count(read, PAGES);
    }

    /** Medians in microseconds; the ways take turns, so that whatever else the machine does meets all of them. */
    Map<Cell, Double> micros(List<Cell> cells, int rounds) {
        var timings = cells.stream()
                .map(cell -> new Timing(cell, reader(cell, session -> {})))
                .toList();
        timings.forEach(Timing::warmUp);
        for (var round = 0; round < rounds; round++) {
            timings.forEach(Timing::measure);
        }
        return timings.stream().collect(Collectors.toMap(Timing::cell, Timing::medianMicros));
    }

    private Runnable reader(Cell cell, Consumer<Session> before) {
        var reader = cell.way().reader(factory, cell.depth());
        return () -> check(cell, factory.fromTransaction(session -> {
            before.accept(session);
            return reader.apply(session);
        }));
    }

    /** A way that reads another page than the rest is no way to compare. */
    private static void check(Cell cell, List<Moment> page) {
        if (page.size() != PageWay.SIZE || page.get(0).id != cell.way().firstId(cell.depth())) {
            throw new IllegalStateException("Not the page of " + cell + ".");
        }
    }

    @Override
    public void close() throws SQLException {
        factory.close();
        dataSource.close();
    }

    /** The times of one cell so far. */
    private record Timing(Cell cell, Runnable read, List<Long> nanos) {

        /** Hibernate's code takes some thousand pages to be compiled. */
        private static final long WARM_UP_NANOS = 2_000_000_000L;

        Timing(Cell cell, Runnable read) {
            this(cell, read, new ArrayList<>());
        }

        void warmUp() {
            var start = System.nanoTime();
            while (System.nanoTime() - start < WARM_UP_NANOS) {
                read.run();
            }
        }

        void measure() {
            var start = System.nanoTime();
            read.run();
            nanos.add(System.nanoTime() - start);
        }

        double medianMicros() {
            return nanos.stream().sorted().toList().get(nanos.size() / 2) / 1_000.0;
        }
    }
}
