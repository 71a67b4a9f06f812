/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;

/** What is done, one transaction each. Every operation returns something the meter uses up. */
public enum Operation {

    /** Loads one of the rows by its id. */
    FIND("find by id") {
        @Override
        Object run(Bench bench) {
            return bench.factory()
                    .fromTransaction(session -> session.find(bench.subject().entity(), bench.nextRow())
                            .price());
        }
    },

    /** Lists twenty rows in HQL. */
    LIST("HQL list of 20") {
        @Override
        Object run(Bench bench) {
            var first = bench.nextRow() % (Bench.ROWS - 20);
            return bench.factory()
                    .fromTransaction(session -> session.createSelectionQuery(
                                    "from Track t where t.id between :first and :last",
                                    bench.subject().entity())
                            .setParameter("first", first)
                            .setParameter("last", first + 19)
                            .getResultList()
                            .size());
        }
    },

    /** Inserts one row. */
    INSERT("insert 1") {
        @Override
        Object run(Bench bench) {
            return bench.factory().fromTransaction(session -> {
                var track = bench.newTrack();
                session.persist(track);
                return track;
            });
        }
    },

    /** Persists a thousand rows in JDBC batches. */
    INSERT_BATCH("persist 1 000") {
        @Override
        Object run(Bench bench) {
            return bench.factory().fromTransaction(session -> {
                for (var i = 0; i < 1_000; i++) {
                    session.persist(bench.newTrack());
                }
                return session;
            });
        }

        @Override
        void cleanUp(Bench bench) {
            bench.deleteNewTracks();
        }
    },

    /** Loads a row, changes its price and flushes. */
    UPDATE("find, change, flush") {
        @Override
        Object run(Bench bench) {
            return bench.factory().fromTransaction(session -> {
                var track = session.find(bench.subject().entity(), bench.nextRow());
                track.changePrice(track.price().add(BigDecimal.ONE));
                return track;
            });
        }
    },

    /** Raises the price of a hundred rows in HQL; by hand, the columns are in the statement. */
    BULK("HQL update of 100") {
        @Override
        Object run(Bench bench) {
            return bench.factory()
                    .fromTransaction(session -> bench.subject() == Subject.STAMPED
                            ? session.createMutationQuery(
                                            "update Track t set t.columns.price = :price where t.id <= 100")
                                    .setParameter("price", BigDecimal.TEN)
                                    .executeUpdate()
                            : session.createMutationQuery(
                                            "update versioned Track t set t.columns.price = :price, t.updatedAt = :now, t.updatedBy = :actor where t.id <= 100")
                                    .setParameter("price", BigDecimal.TEN)
                                    .setParameter("now", Instant.now())
                                    .setParameter("actor", Subject.ACTOR)
                                    .executeUpdate());
        }
    };

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract Object run(Bench bench);

    void cleanUp(Bench bench) {
        // Most operations leave the table at its size.
    }
}
