/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.Feature;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/** The version and its check. */
final class VersionGuarantee implements Guarantee {

    private static final String OTHERS_TEXT = "c";

    @Override
    public String name() {
        return "Version check";
    }

    @Override
    public String promise() {
        return "An insert starts the version, and each update raises it by one, or to the time of the clock. Whoever read"
                + " the row before is then refused its own update. A way of writing that carries the version which was"
                + " read is refused itself if that is not the current one. What is read has the version the database"
                + " holds, and reading does not raise it.";
    }

    @Override
    public Feature feature() {
        return Feature.LOCK;
    }

    @Override
    public boolean concerns(WritePath path) {
        return true;
    }

    @Override
    public void check(WritePath path, Bench bench) {
        var written = Written.by(path, bench);
        assertVersion(written);
        if (path.effect() != Effect.INSERT) {
            var refusal = lateUpdateAround(path, bench.another());
            assertThat(isConflict(refusal))
                    .as("a late update is refused: %s", refusal)
                    .isTrue();
        }
        if (path.traits().checksVersion()) {
            assertRefusesStaleVersion(path, bench.another());
        }
    }

    @Override
    public void check(ReadBack read) {
        var after = read.row().after();
        assertThat(after.version())
                .as("stored")
                .isEqualTo(raised(read.row().before(), read.times().written()));
        assertThat(read.row().seen().version()).as("read").isEqualTo(after.version());
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit(
                WritePaths.NATIVE_UPDATE,
                "SQL is sent as it is written; the version stays as it was, so a later update by somebody who had read the"
                        + " row before is accepted and overwrites the change. Add `version = version + 1` and"
                        + " `and version = :expected` to the statement, or write it in HQL.",
                VersionGuarantee::assertUntouched));
    }

    private static void assertVersion(Written written) {
        switch (written.path().effect()) {
            case INSERT -> assertThat(written.after().version()).isEqualTo(first(written));
            case UPDATE, TAG, NOTHING ->
                assertThat(written.after().version())
                        .isEqualTo(raised(written.before(), written.times().written()));
            case DELETE -> assertThat(written.rows().after()).isNull();
        }
    }

    private static Comparable<?> first(Written written) {
        return written.bench().shape().hasNumericVersion()
                ? 0L
                : written.times().written();
    }

    private static Comparable<?> raised(Row before, Instant at) {
        return before.version() instanceof Long version ? version + 1 : at;
    }

    /** Somebody reads the row, the way of writing is used, and then that one updates the row. */
    private static @Nullable Throwable lateUpdateAround(WritePath path, Bench bench) {
        bench.seed();
        return catchThrowable(() -> bench.inSession(session -> {
            var row = session.find(bench.type(), bench.id());
            bench.as("bob", () -> path.action().accept(bench));
            row.write(OTHERS_TEXT);
        }));
    }

    private static void assertRefusesStaleVersion(WritePath path, Bench bench) {
        bench.seed();
        bench.meanwhile(() -> bench.as(
                "eve",
                () -> bench.inSession(
                        session -> session.find(bench.type(), bench.id()).write(OTHERS_TEXT))));
        var refusal = catchThrowable(() -> bench.as("bob", () -> path.action().accept(bench)));
        assertThat(isConflict(refusal))
                .as("refuses a stale version, not %s", refusal)
                .isTrue();
        assertThat(bench.present().text()).isEqualTo(OTHERS_TEXT);
    }

    private static void assertUntouched(Written written) {
        assertThat(written.after().version()).isEqualTo(written.before().version());
        var bench = written.bench().another();
        assertThat(lateUpdateAround(written.path(), bench)).isNull();
        assertThat(bench.present().text()).isEqualTo(OTHERS_TEXT);
    }

    private static boolean isConflict(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof OptimisticLockException || cause instanceof StaleStateException);
    }
}
