/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of {@code docs/guarantees.md}, written by the test that found what it says. */
public enum GuaranteesFile {
    /** All but the others. */
    GENERAL,

    /** The matrix of soft delete. */
    SOFT_DELETE;

    private static final String SOFT_DELETE_HEADING = "\n## Soft delete\n";

    private static final String COMMAND =
            "mvn verify -pl hibernate-ext/integration-tests -am -DskipUTs -Dit.test='GuaranteesIT,SoftDeleteMatrixIT'"
                    + " -Dfailsafe.failIfNoSpecifiedTests=false -Dguarantees.write=true";

    /** Compares a part with what was found, or writes it if the run was asked to. */
    public void writeOrCompare(String text) throws IOException {
        var file = Path.of(System.getProperty("basedir", "")).resolve("../../docs/guarantees.md");
        var written = Files.readString(file);
        var expected = replaced(written, text);
        if (Boolean.getBoolean("guarantees.write")) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("docs/guarantees.md is not what was found; write it with: %s", COMMAND)
                .hasContent(expected);
    }

    private String replaced(String written, String text) {
        var at = written.indexOf(SOFT_DELETE_HEADING);
        var general = at < 0 ? written : written.substring(0, at);
        var softDelete = at < 0 ? "" : written.substring(at);
        return switch (this) {
            case GENERAL -> text + softDelete;
            case SOFT_DELETE -> general + SOFT_DELETE_HEADING + text;
        };
    }
}
