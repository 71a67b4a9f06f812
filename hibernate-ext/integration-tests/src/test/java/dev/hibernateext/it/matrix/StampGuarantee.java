/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.Feature;
import java.util.List;

/** Created and updated stamps. */
final class StampGuarantee implements Guarantee {

    @Override
    public String name() {
        return "Stamps";
    }

    @Override
    public String promise() {
        return "An insert sets all four stamps to the time of the clock and the actor of the context; an update sets the"
                + " `updated` ones and leaves the `created` ones, even if the instance that is written has none. What is"
                + " read has the stamps the database holds, and reading sets none.";
    }

    @Override
    public Feature feature() {
        return Feature.STAMP;
    }

    @Override
    public boolean concerns(WritePath path) {
        return path.effect() != Effect.DELETE;
    }

    @Override
    public void check(WritePath path, Bench bench) {
        var written = Written.by(path, bench);
        var times = written.times();
        var expected = path.effect() == Effect.INSERT
                ? new Stamps(times.written(), "bob", times.written(), "bob")
                : new Stamps(times.seeded(), "ada", times.written(), "bob");
        assertThat(written.after().stamps()).isEqualTo(expected);
    }

    @Override
    public void check(ReadBack read) {
        var times = read.times();
        var expected = new Stamps(times.seeded(), "ada", times.written(), "bob");
        assertThat(read.row().seen().stamps()).as("read").isEqualTo(expected);
        assertThat(read.row().after().stamps()).as("stored").isEqualTo(expected);
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(
                        WritePaths.NATIVE_UPDATE,
                        "SQL is sent as it is written; the stamps stay as they were. Set the columns in the statement, or"
                                + " write it in HQL.",
                        StampGuarantee::assertUntouched),
                new Limit(
                        WritePaths.OPTIMISTIC_INCREMENT,
                        "Hibernate updates the version column alone and asks no other generator; the stamps stay as they"
                                + " were. Change an attribute to have the row stamped.",
                        StampGuarantee::assertUntouched),
                new Limit(WritePaths.PESSIMISTIC_INCREMENT, "As above.", StampGuarantee::assertUntouched));
    }

    private static void assertUntouched(Written written) {
        assertThat(written.after().stamps()).isEqualTo(written.before().stamps());
    }
}
