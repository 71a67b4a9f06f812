/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkWrites;
import java.io.IOException;
import java.sql.SQLException;
import org.hibernate.jdbc.ReturningWork;

/** Ways of loading many rows into PostgreSQL in one transaction. */
enum LoadWay {

    /** The library, which is given instances. */
    LOAD_ALL("loadAll") {
        @Override
        double millis(LoadMeter meter) {
            var start = System.nanoTime();
            meter.factory()
                    .inStatelessTransaction(session ->
                            BulkWrites.of(session, StampedTrack.class).loadAll(LoadMeter.tracks(), BulkOptions.LOAD));
            return (System.nanoTime() - start) / NANOS_OF_MILLI;
        }
    },

    /** PostgreSQL's own client, which is given a file. */
    PSQL("\\copy of psql") {
        @Override
        double millis(LoadMeter meter) throws IOException, InterruptedException {
            return meter.psql();
        }
    },

    /** What {@code \copy} does, with the text in memory. */
    PREPARED("COPY of prepared text") {
        @Override
        double millis(LoadMeter meter) {
            var start = System.nanoTime();
            meter.factory()
                    .fromStatelessTransaction(session -> session.doReturningWork(
                            (ReturningWork<Long>) connection -> HandWrittenBulk.copy(connection, meter.text())));
            return (System.nanoTime() - start) / NANOS_OF_MILLI;
        }
    };

    private static final double NANOS_OF_MILLI = 1_000_000;

    private final String title;

    LoadWay(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract double millis(LoadMeter meter) throws IOException, InterruptedException, SQLException;
}
