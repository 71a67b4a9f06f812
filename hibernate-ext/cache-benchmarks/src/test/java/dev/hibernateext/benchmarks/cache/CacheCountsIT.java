/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.database.DatabaseServers;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the page tells is what is meant to be compared. */
class CacheCountsIT {

    private static final DatabaseServers SERVERS = new DatabaseServers();

    private static final int TIMES = 50;

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @Test
    void readsFromTheDatabaseOnlyWithoutACache() throws SQLException {
        try (var meter = new HitMeter(SERVERS, TIMES)) {
            assertThatOnlyNoCacheAsks(meter.find());
            assertThatOnlyNoCacheAsks(meter.query());
            assertThat(meter.cachedQuery().counts().statements()).isZero();
        }
    }

    private static void assertThatOnlyNoCacheAsks(Map<CacheWay, HitMeter.Measured> all) {
        assertThat(all)
                .hasSize(CacheWay.values().length)
                .allSatisfy((way, measured) ->
                        assertThat(measured.counts().statements()).isEqualTo(way == CacheWay.NONE ? 1 : 0));
    }

    @Test
    void sendsNothingMoreWithAWrite() throws SQLException {
        assertThat(WriteMeter.measure(SERVERS).values())
                .hasSize(WriteMeter.Cache.values().length)
                .extracting(WriteMeter.Measured::counts)
                .allSatisfy(counts -> {
                    assertThat(counts.statements()).isEqualTo(2);
                    assertThat(counts.roundTrips()).isEqualTo(3);
                });
    }

    @Test
    void losesNoResultOfATenantToAnotherOne() throws SQLException {
        assertThat(new TenantMeter(CacheWay.OURS).hits(SERVERS)).isEqualTo(TenantMeter.WRITES);
        assertThat(new TenantMeter(CacheWay.TUNED).hits(SERVERS)).isZero();
    }

    @Test
    void endsResultsByEachWay() {
        try (var meter = new InvalidationMeter(TIMES)) {
            assertThat(meter.measure())
                    .hasSize(5)
                    .allSatisfy(taken -> assertThat(taken.micros()).isPositive());
        }
    }
}
