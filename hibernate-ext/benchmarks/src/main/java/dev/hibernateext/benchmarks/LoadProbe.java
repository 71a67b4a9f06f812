/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkWrites;
import org.postgresql.ds.PGSimpleDataSource;

/** Loads {@link LoadMeter#ROWS} rows, or fails. Runs in a process of its own. */
public final class LoadProbe {

    private LoadProbe() {}

    /**
     * Loads.
     *
     * @param arguments URL, user and password of the database
     */
    public static void main(String[] arguments) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.setUser(arguments[1]);
        dataSource.setPassword(arguments[2]);
        try (var factory = Subject.STAMPED.open(dataSource)) {
            var report = factory.fromStatelessTransaction(session ->
                    BulkWrites.of(session, StampedTrack.class).loadAll(LoadMeter.tracks(), BulkOptions.LOAD));
            if (report.inserted() != LoadMeter.ROWS) {
                throw new IllegalStateException(report.toString());
            }
        }
    }
}
