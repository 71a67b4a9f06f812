/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountsIT {

    private static final DatabaseServers SERVERS = new DatabaseServers();

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void sendsWhatHandWrittenColumnsSend(DatabaseKind database) throws SQLException {
        var plain = requests(Subject.PLAIN, database);

        assertThat(requests(Subject.STAMPED, database)).isEqualTo(plain);
        assertThat(requests(Subject.PRESENT, database)).isEqualTo(plain);
    }

    @Test
    void seesAPlantedStatement() throws SQLException {
        try (var meter = CountMeter.open(Subject.PLAIN, SERVERS.create(DatabaseKind.POSTGRESQL))) {
            var one = meter.count(() -> find(meter.bench(), 1), 10);
            var two = meter.count(() -> find(meter.bench(), 2), 10);

            assertThat(two.statements()).isEqualTo(one.statements() + 1);
            assertThat(two.roundTrips()).isEqualTo(one.roundTrips() + 1);
            assertThat(two.buffers()).isGreaterThan(one.buffers());
        }
    }

    @Test
    void asksWithEveryWayOfAQueryForTheSameRows() throws SQLException {
        try (var meter = CountMeter.open(Subject.STAMPED, SERVERS.create(DatabaseKind.POSTGRESQL))) {
            var found = new EnumMap<QueryWay, List<Long>>(QueryWay.class);
            for (var way : QueryWay.values()) {
                var counts = meter.count(() -> found.put(way, ids(meter.bench(), way)), 10);

                assertThat(counts.statements()).as(way.title()).isEqualTo(1);
                assertThat(counts.roundTrips()).as(way.title()).isEqualTo(2);
            }

            assertThat(found.values())
                    .allSatisfy(ids -> assertThat(ids)
                            .isEqualTo(
                                    LongStream.rangeClosed(5_001, 5_020).boxed().toList()));
        }
    }

    private static List<Long> ids(Bench bench, QueryWay way) {
        return bench.factory()
                .fromTransaction(session ->
                        way.run(session, 5_000).stream().map(StampedTrack::id).toList());
    }

    private static void find(Bench bench, int rows) {
        bench.factory().inTransaction(session -> {
            for (var i = 0; i < rows; i++) {
                session.find(bench.subject().entity(), bench.nextRow());
            }
        });
    }

    /** Statements and round trips by operation; buffers and log bytes vary with the state of pages. */
    private static Map<Operation, String> requests(Subject subject, DatabaseKind database) throws SQLException {
        var requests = new EnumMap<Operation, String>(Operation.class);
        try (var meter = CountMeter.open(subject, SERVERS.create(database))) {
            for (var operation : Operation.values()) {
                var counts = meter.count(operation);
                requests.put(operation, counts.statements() + " statements, " + counts.roundTrips() + " round trips");
            }
        }
        return requests;
    }
}
