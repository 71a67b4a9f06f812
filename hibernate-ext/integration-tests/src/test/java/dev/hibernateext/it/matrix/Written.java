/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeSet;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a way of writing has done. Ada had inserted the row, unless the way inserts it; Bob used the way.
 *
 * @param bench the row
 * @param path the way
 * @param times when they did it
 * @param rows what the database held and holds
 * @param captured what change listeners were told
 */
record Written(Bench bench, WritePath path, Times times, Rows rows, List<ChangeSet> captured) {

    record Times(Instant seeded, Instant written) {}

    record Rows(@Nullable Row before, @Nullable Row after) {}

    /** Uses the way, and checks that it did what it is for and left another row alone. */
    static Written by(WritePath path, Bench bench) {
        var bystander = bench.another();
        var seeded = bystander.seed();
        if (path.effect() != Effect.INSERT) {
            seeded = bench.seed();
        }
        var aside = Seen.of(bystander.stored());
        var before = bench.stored();
        bench.captured().clear();
        var at = bench.as("bob", () -> path.action().accept(bench));
        var written = new Written(
                bench, path, new Times(seeded, at), new Rows(before, bench.stored()), List.copyOf(bench.captured()));
        written.assertEffect();
        assertThat(Seen.of(bystander.stored())).as("another row").isEqualTo(aside);
        return written;
    }

    Row before() {
        return Objects.requireNonNull(rows.before());
    }

    Row after() {
        return Objects.requireNonNull(rows.after());
    }

    private void assertEffect() {
        var row = rows.after();
        if (path.effect() == Effect.DELETE) {
            assertThat(row).isNull();
            return;
        }
        assertThat(row).isNotNull();
        assertThat(after().code()).isEqualTo("c" + bench.id());
        assertThat(after().text()).isEqualTo(textAfter());
        if (path.writesInstance()) {
            assertThat(after().detail()).as("detail").isEqualTo(textAfter());
        }
        assertThat(after().tags()).hasSize(path.effect() == Effect.TAG ? 1 : 0);
    }

    private String textAfter() {
        return path.effect() == Effect.INSERT || path.effect() == Effect.UPDATE ? Bench.NEW_TEXT : Bench.OLD_TEXT;
    }
}
