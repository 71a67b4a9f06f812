/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** A subject on a database with {@link #ROWS} rows. Belongs to one thread. */
public final class Bench implements AutoCloseable {

    static final long ROWS = 10_000;

    private final Subject subject;
    private final SessionFactory factory;
    private final AtomicLong lastNew = new AtomicLong(ROWS);
    private long row;

    private Bench(Subject subject, SessionFactory factory) {
        this.subject = subject;
        this.factory = factory;
    }

    static Bench open(Subject subject, DataSource dataSource) {
        var bench = new Bench(subject, subject.open(dataSource));
        bench.factory.getSchemaManager().dropMappedObjects(false);
        bench.factory.getSchemaManager().exportMappedObjects(false);
        bench.fill();
        return bench;
    }

    private void fill() {
        for (var first = 1L; first <= ROWS; first += 1_000) {
            var from = first;
            factory.inStatelessTransaction(session -> {
                for (var id = from; id < from + 1_000; id++) {
                    session.insert(subject.track(id));
                }
            });
        }
    }

    Subject subject() {
        return subject;
    }

    SessionFactory factory() {
        return factory;
    }

    long nextRow() {
        row = row % ROWS + 1;
        return row;
    }

    Track newTrack() {
        return subject.track(lastNew.incrementAndGet());
    }

    /** Rows to write in bulk: new ones, or the next that are there. */
    List<StampedTrack> bulk(BulkWay way) {
        var tracks = new ArrayList<StampedTrack>(BulkWay.ROWS);
        for (var i = 0; i < BulkWay.ROWS; i++) {
            tracks.add(new StampedTrack(way.isInsert() ? lastNew.incrementAndGet() : nextRow()));
        }
        return tracks;
    }

    void deleteNewTracks() {
        factory.inTransaction(session -> session.createMutationQuery("delete from Track t where t.id > :rows")
                .setParameter("rows", ROWS)
                .executeUpdate());
    }

    /** An upsert raises the version, and Hibernate's refuses a row with another than it was given. */
    void resetVersions() {
        factory.inTransaction(
                session -> session.createNativeMutationQuery("update track set version = 0 where version <> 0")
                        .executeUpdate());
    }

    @Override
    public void close() {
        factory.close();
    }
}
