/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README shows lines of this program, and shows all it takes. */
class ReadmeTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/hibernateext/examples/quickstart");

    @Test
    void showsTheEntityAndThePriceDeskAsTheyAreCompiled() throws IOException {
        assertThat(Files.readString(Path.of("../../README.md")))
                .contains(block(region("store/Track.java", "entity")), block(region("PriceDesk.java", "application")));
    }

    @Test
    void needsFewerThanFortyLines() throws IOException {
        var lines = new ArrayList<>(region("store/Track.java", "entity"));
        lines.addAll(region("PriceDesk.java", "application"));

        assertThat(lines.stream().filter(line -> !line.isBlank())).hasSizeBetween(20, 39);
    }

    private static String block(List<String> lines) {
        return "```java\n" + String.join("\n", lines) + "\n```";
    }

    /** The lines between the marks of a region, which may be opened more than once. */
    private static List<String> region(String source, String name) throws IOException {
        var lines = new ArrayList<String>();
        var inside = false;
        for (var line : Files.readAllLines(SOURCES.resolve(source))) {
            if (line.strip().equals("// end::%s[]".formatted(name))) {
                inside = false;
            }
            if (inside) {
                lines.add(line);
            }
            if (line.strip().equals("// tag::%s[]".formatted(name))) {
                inside = true;
            }
        }
        return lines;
    }
}
