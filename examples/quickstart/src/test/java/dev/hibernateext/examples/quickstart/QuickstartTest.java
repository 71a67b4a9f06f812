/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QuickstartTest extends QuickstartContract {

    @Override
    Database open() {
        return Database.h2();
    }

    @Test
    void printsWhatTheReadmeShows() throws IOException {
        var readme = new Printed(Files.readString(Path.of("../../README.md"))).timeless();
        var shown = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(shown).hasSize(5).allMatch(block -> printed().timeless().contains(block));
    }
}
