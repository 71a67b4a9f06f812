/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A part of {@code docs/guarantees.md}, written by the test that found what it says. */
public enum GuaranteesFile {
    /** All but the others. */
    GENERAL,

    /** The matrix of soft delete. */
    SOFT_DELETE,

    /** The attacks on rows of tenants. */
    TENANTS;

    private static final String SOFT_DELETE_HEADING = "\n## Soft delete\n";
    private static final String TENANTS_HEADING = "\n## Rows of tenants\n";

    private static final String COMMAND =
            "mvn verify -pl hibernate-ext/integration-tests -am -DskipUTs -Dit.test='GuaranteesIT,SoftDeleteMatrixIT,LeakKitIT'"
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
        var softDelete = from(written, SOFT_DELETE_HEADING);
        var tenants = from(written, TENANTS_HEADING);
        var parts = List.of(
                written.substring(0, softDelete), written.substring(softDelete, tenants), written.substring(tenants));
        return switch (this) {
            case GENERAL -> text + parts.get(1) + parts.get(2);
            case SOFT_DELETE -> parts.get(0) + SOFT_DELETE_HEADING + text + parts.get(2);
            case TENANTS -> parts.get(0) + parts.get(1) + TENANTS_HEADING + text;
        };
    }

    private static int from(String written, String heading) {
        var at = written.indexOf(heading);
        return at < 0 ? written.length() : at;
    }
}
