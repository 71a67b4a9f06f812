/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hibernate.KeyType;
import org.hibernate.Session;

/** Reads that the second-level and the query cache answer: the first may ask the database, the next must not. */
final class CacheReads {

    static final List<ReadPath> ALL = List.of(
            ReadPath.of("second-level cache hit", CacheReads::entityHit),
            ReadPath.of("natural-id cache hit", CacheReads::naturalIdHit),
            ReadPath.of("collection cache hit", CacheReads::collectionHit),
            ReadPath.of("query-cache hit (entity)", CacheReads::queryHit),
            ReadPath.of("query-cache hit (projection)", CacheReads::projectionHit));

    private CacheReads() {}

    private static Seen entityHit(Bench bench) {
        return twice(bench, session -> Seen.of(session.find(bench.type(), bench.id())));
    }

    private static Seen naturalIdHit(Bench bench) {
        return twice(bench, session -> Seen.of(session.find(bench.type(), "c" + bench.id(), KeyType.NATURAL)));
    }

    private static Seen collectionHit(Bench bench) {
        return twice(bench, session -> {
            var row = session.find(bench.type(), bench.id());
            assertThat(row.tags()).isEmpty();
            return Seen.of(row);
        });
    }

    private static Seen queryHit(Bench bench) {
        return twice(
                bench,
                session -> Seen.of(session.createSelectionQuery(bench.hql("from %E e where e.id = %I"), bench.type())
                        .setCacheable(true)
                        .getSingleResult()));
    }

    private static Seen projectionHit(Bench bench) {
        return twice(
                bench,
                session ->
                        Seen.of(session.createSelectionQuery(bench.hql(QueryReads.STAMPS_AND_VERSION), Object[].class)
                                .setCacheable(true)
                                .getSingleResult()));
    }

    private interface Reading {

        Seen in(Session session);
    }

    private static Seen twice(Bench bench, Reading reading) {
        var first = bench.fromSession(reading::in);
        var statements = bench.recorder().count();
        var hit = bench.fromSession(reading::in);
        assertThat(bench.recorder().count()).as("statements after the hit").isEqualTo(statements);
        assertThat(hit).as("hit").isEqualTo(first);
        return hit;
    }
}
