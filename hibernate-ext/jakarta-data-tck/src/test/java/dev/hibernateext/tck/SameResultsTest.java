/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tck.TckRun.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs after the TCK did, without the library and with it. */
class SameResultsTest {
    private static final String COMMAND =
            "mvn test -pl hibernate-ext/jakarta-data-tck -am -Dtest=SameResultsTest -Dtck.write=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void libraryIsThereInOneRunOnly() throws Exception {
        assertThat(TckRun.read("plain").classPath())
                .doesNotContain("hibernate-ext/core")
                .doesNotContain("hibernate-ext-core");
        assertThat(TckRun.read("extended").classPath()).containsPattern("hibernate-ext[/-]core");
    }

    @Test
    void outcomesAreTheSameWithTheLibraryAndWithout() throws Exception {
        var plain = TckRun.read("plain");

        assertThat(TckRun.read("extended").outcomes()).isEqualTo(plain.outcomes());
        assertThat(plain.outcomes()).hasSize(83);
        assertThat(plain.count(Outcome.SKIPPED)).isZero();
    }

    @Test
    void documentListsWhatWasFound() throws Exception {
        var file = Path.of(System.getProperty("basedir", "")).resolve("../../docs/jakarta-data-tck.md");
        var expected = new ResultsPage(TckRun.read("plain"), TckRun.read("extended")).text();
        if (Boolean.getBoolean("tck.write")) {
            Files.writeString(file, expected);
        }

        assertThat(file)
                .as("docs/jakarta-data-tck.md is not what was found; write it with: %s", COMMAND)
                .hasContent(expected);
    }
}
