/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.database.DatabaseServers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the page tells is what is meant to be compared. */
class HistoryCountsIT {

    private static final DatabaseServers SERVERS = new DatabaseServers();

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @Test
    void waitsOnceForTheRevisionAndOnceForTheEndsOfRows() throws SQLException {
        var byDefault = roundTrips(HistoryWay.OURS_DEFAULT);

        assertThat(byDefault).isEqualTo(roundTrips(HistoryWay.PLAIN) + 2);
        assertThat(roundTrips(HistoryWay.OURS)).isEqualTo(byDefault + 1);
    }

    @Test
    void letsEnversEndRowByRow() throws SQLException {
        assertThat(roundTrips(HistoryWay.ENVERS)).isGreaterThan(roundTrips(HistoryWay.OURS) + UpdateMeter.ROWS / 2.0);
    }

    @Test
    void comparesRevisionsInOneStatement() throws SQLException {
        assertThat(new DiffMeter(HistoryWay.OURS_DEFAULT).measure(SERVERS).statements())
                .isEqualTo(1);
        assertThat(new DiffMeter(HistoryWay.OURS_ON_CORE).measure(SERVERS).statements())
                .isEqualTo(1);
        assertThat(new DiffMeter(HistoryWay.ENVERS_DEFAULT).measure(SERVERS).statements())
                .isGreaterThan(1);
    }

    private static double roundTrips(HistoryWay way) throws SQLException {
        return UpdateMeter.measure(way, SERVERS, 2).counts().roundTrips();
    }
}
