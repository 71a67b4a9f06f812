/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.examples.quickstart.store.Track;
import dev.hibernateext.examples.quickstart.store.TrackFile;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BadRow;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.FailurePolicy;
import java.io.IOException;
import org.hibernate.SessionFactory;

/** Imports a file with rows that cannot be stored: the others are, and the report says which ones are not and why. */
final class ImportTour {

    /** The first line of the file is its title, and people count from 1. */
    private static final int FIRST_LINE = 2;

    private final SessionFactory sessions;
    private final Report report;

    ImportTour(SessionFactory sessions, Report report) {
        this.sessions = sessions;
        this.report = report;
    }

    void walk() throws IOException {
        report.section("Andrew takes over a supplier's file with bad rows");
        try (var scope = Contexts.open(Context.ofActor("andrew"))) {
            var imported = insertAll();
            report.line("Inserted  %d tracks", imported.inserted());
            imported.badRows().forEach(this::report);
        }
    }

    private BulkReport<Track> insertAll() throws IOException {
        return Transactions.of(sessions)
                .call(transaction -> Repository.of(transaction.session(), Track.class)
                        .insertAll(TrackFile.read(transaction.session()), BulkOptions.onFailure(FailurePolicy.BISECT)));
    }

    private void report(BadRow<Track> row) {
        var attributes = row.attributes().isEmpty() ? "" : " " + String.join(", ", row.attributes());
        report.line("Line %2d   track %s: %s%s", row.index() + FIRST_LINE, row.id(), row.code(), attributes);
    }
}
