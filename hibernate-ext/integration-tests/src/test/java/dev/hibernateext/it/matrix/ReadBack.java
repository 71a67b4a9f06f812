/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.testing.jdbc.StatementKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a way of reading showed. Ada had inserted the row, Eve had read it, Bob wrote it through another session, and Eve
 * read it again.
 *
 * @param bench the row
 * @param times when they wrote
 * @param row what was read and what the database held before Bob wrote and holds now
 * @param changes what change listeners were told
 */
record ReadBack(Bench bench, Written.Times times, Rows row, Changes changes) {

    record Rows(Seen seen, Row before, Row after) {}

    record Changes(List<ChangeSet> ofWrite, List<ChangeSet> ofReads) {}

    /** Reads after a write, and checks that reading sent the database nothing but queries. */
    static ReadBack by(ReadPath path, Bench bench, WritePath write) {
        var seeded = bench.seed();
        bench.seedHolder();
        var before = bench.present();
        read(path, bench);
        var during = new ArrayList<ChangeSet>();
        var written = new ArrayList<Instant>();
        bench.meanwhile(() -> {
            assertOnlyQueries(bench);
            written.add(bench.as("bob", () -> write.action().accept(bench)));
            during.addAll(bench.captured());
            bench.captured().clear();
            bench.recorder().clear();
        });
        var seen = read(path, bench);
        assertOnlyQueries(bench);
        return new ReadBack(
                bench,
                new Written.Times(seeded, written.get(0)),
                new Rows(seen, before, bench.present()),
                new Changes(List.copyOf(during), List.copyOf(bench.captured())));
    }

    private static Seen read(ReadPath path, Bench bench) {
        var seen = new ArrayList<Seen>();
        bench.recorder().clear();
        bench.captured().clear();
        bench.as("eve", () -> seen.add(path.reading().apply(bench)));
        return seen.get(0);
    }

    private static void assertOnlyQueries(Bench bench) {
        assertThat(bench.recorder().statements())
                .allSatisfy(statement -> assertThat(statement.kind()).isEqualTo(StatementKind.SELECT));
    }
}
