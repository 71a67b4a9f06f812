/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import dev.hibernateext.tck.TckRun.Outcome;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text of {@code docs/jakarta-data-tck.md}.
 *
 * @param plain the run without the library
 * @param extended the run with it
 */
record ResultsPage(TckRun plain, TckRun extended) {
    private static final String HEAD = """
            # Jakarta Data TCK

            The tests of Jakarta Data 1.0.0 (`jakarta.data:jakarta.data-tck`) that need no container, on the repositories
            `hibernate-processor` writes, on H2; once with Hibernate ORM alone and once with our jars on the class path. The build
            runs both (`hibernate-ext/jakarta-data-tck`) and fails if an outcome differs or if this page, which it writes, is not
            what it found.

            Not run, as they say nothing of a library beside Hibernate or need what is not here:

            | Tests | Why |
            |---|---|
            | `SignatureTests` | compare the classes of `jakarta.data-api` with a list |
            | `NoSQLEntityTests` | for entities of Jakarta NoSQL |
            | `CDITests`, `ComplexServletTests`, `PersistenceTests`, `ValidationTests` | deployed to a server of the core or web profile |

            Jakarta Data lets a provider leave out queries in the names of methods, and Hibernate does; such methods of the
            repositories of the TCK have their query in an annotation, in a subinterface (`*Queries`).

            """;

    String text() {
        return HEAD + totals() + rows();
    }

    private String totals() {
        return "| | passed | failed | skipped |\n|---|---|---|---|\n"
                + total("Hibernate ORM", plain)
                + total("with Hibernate Ext", extended)
                + "\n| Test | Hibernate ORM | with Hibernate Ext |\n|---|---|---|\n";
    }

    private static String total(String name, TckRun run) {
        return "| " + name + " | " + run.count(Outcome.PASSED) + " | " + run.count(Outcome.FAILED) + " | "
                + run.count(Outcome.SKIPPED) + " |\n";
    }

    private String rows() {
        return plain.outcomes().keySet().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(String test) {
        return "| `" + test + "` | " + cell(plain, test) + " | " + cell(extended, test) + " |\n";
    }

    private static String cell(TckRun run, String test) {
        var outcome = run.outcomes().get(test);
        return outcome == null ? "not run" : outcome.name().toLowerCase(Locale.ROOT);
    }
}
