/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.Upsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.jdbc.ReturningWork;

/** Ways of writing a thousand rows in one transaction on PostgreSQL. */
public enum BulkWay {

    /** The library. */
    INSERT_ALL("insertAll", true) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return bench.factory()
                    .fromStatelessTransaction(session ->
                            BulkWrites.of(session, StampedTrack.class).insertAll(tracks, BulkOptions.DEFAULT));
        }
    },

    /** The library, by COPY. */
    LOAD_ALL("loadAll", true) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return bench.factory()
                    .fromStatelessTransaction(session ->
                            BulkWrites.of(session, StampedTrack.class).loadAll(tracks, BulkOptions.DEFAULT));
        }
    },

    /** One statement over arrays, by hand. */
    INSERT_UNNEST("insert over unnest by hand", true) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return inTransaction(bench, connection -> new HandWrittenBulk(tracks).insert(connection));
        }
    },

    /** COPY in text format, by hand. */
    INSERT_COPY("COPY by hand", true) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return inTransaction(bench, connection -> new HandWrittenBulk(tracks).copy(connection));
        }
    },

    /** Hibernate's batch. */
    INSERT_MULTIPLE("StatelessSession.insertMultiple", true) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return bench.factory().fromStatelessTransaction(session -> {
                session.insertMultiple(tracks);
                return session;
            });
        }
    },

    /** The library, all rows there. */
    UPSERT_ALL("upsertAll", false) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return bench.factory()
                    .fromStatelessTransaction(session -> BulkWrites.of(session, StampedTrack.class)
                            .upsertAll(tracks, Upsert.byId(), BulkOptions.DEFAULT));
        }
    },

    /** One statement over arrays with {@code on conflict}, by hand, all rows there. */
    UPSERT_UNNEST("on conflict over unnest by hand", false) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return inTransaction(bench, connection -> new HandWrittenBulk(tracks).upsert(connection));
        }
    },

    /** Hibernate's batch of {@code MERGE}, all rows there. */
    UPSERT_MULTIPLE("StatelessSession.upsertMultiple", false) {
        @Override
        Object run(Bench bench, List<StampedTrack> tracks) {
            return bench.factory().fromStatelessTransaction(session -> {
                session.upsertMultiple(tracks);
                return session;
            });
        }
    };

    static final int ROWS = 1_000;

    private final String title;
    private final boolean insert;

    BulkWay(String title, boolean insert) {
        this.title = title;
        this.insert = insert;
    }

    String title() {
        return title;
    }

    /** Whether the rows are new. */
    boolean isInsert() {
        return insert;
    }

    /** What the others are compared with. */
    BulkWay baseline() {
        return insert ? INSERT_UNNEST : UPSERT_UNNEST;
    }

    abstract Object run(Bench bench, List<StampedTrack> tracks);

    private static Object inTransaction(Bench bench, Work work) {
        return bench.factory()
                .fromStatelessTransaction(
                        session -> session.<Object>doReturningWork((ReturningWork<Object>) work::run));
    }

    /** Some JDBC. */
    @FunctionalInterface
    private interface Work {
        Object run(Connection connection) throws SQLException;
    }
}
