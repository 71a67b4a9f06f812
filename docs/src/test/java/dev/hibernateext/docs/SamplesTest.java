/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every Java sample of the guide and the README is part of a source file the build compiles. */
class SamplesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ASCIIDOC =
            Pattern.compile("^\\[source,java]\\R----\\R(.*?)^----$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MARKDOWN =
            Pattern.compile("^```java\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String MARK = "// (tag|end)::.*";

    private static final Pattern SAMPLES_FILE = Pattern.compile("(?m)^:samples: (\\S+)$");

    private static final Pattern INCLUDE = Pattern.compile("(?m)^include::\\{samples}\\[tag=([\\w-]+)]$");

    private static final List<List<String>> SOURCES = new ArrayList<>();

    @BeforeAll
    static void readSources() throws IOException {
        try (var files = Files.walk(ROOT)) {
            files.filter(SamplesTest::isSource).map(SamplesTest::lines).forEach(SamplesTest::add);
        }
        assertThat(SOURCES).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isCompiled(Sample sample) {
        var compiled = SOURCES.stream().anyMatch(source -> Collections.indexOfSubList(source, sample.lines()) >= 0);

        assertThat(compiled)
                .as("part of a source file: %s", String.join("\n", sample.lines()))
                .isTrue();
    }

    @Test
    void seesEveryChapterAndTheReadme() throws IOException {
        assertThat(samples().map(Sample::document))
                .contains(
                        "README.md",
                        "getting-started.adoc",
                        "context.adoc",
                        "stamps.adoc",
                        "soft-delete.adoc",
                        "changes.adoc")
                .contains("hooks.adoc", "validation.adoc", "testing.adoc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"locking.adoc", "repository.adoc", "transactions.adoc"})
    void includesRegionsThatExist(String chapter) throws IOException {
        var text = Files.readString(Path.of("guide", chapter));
        var file =
                SAMPLES_FILE.matcher(text).results().findFirst().orElseThrow().group(1);
        var source = Files.readString(Path.of("guide").resolve(file));

        assertThat(INCLUDE.matcher(text).results().map(include -> include.group(1)))
                .isNotEmpty()
                .allSatisfy(tag -> assertThat(source).contains("// tag::" + tag + "[]", "// end::" + tag + "[]"));
    }

    static Stream<Sample> samples() throws IOException {
        var samples = new ArrayList<>(samples(ROOT.resolve("README.md"), MARKDOWN));
        try (var chapters = Files.list(Path.of("guide"))) {
            for (var chapter : chapters.sorted().toList()) {
                samples.addAll(samples(chapter, ASCIIDOC));
            }
        }
        return samples.stream();
    }

    private static List<Sample> samples(Path document, Pattern form) throws IOException {
        return form.matcher(Files.readString(document))
                .results()
                .map(block -> new Sample(
                        String.valueOf(document.getFileName()),
                        unindented(block.group(1).lines())))
                .toList();
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java")
                && file.toString().contains("/src/")
                && !file.toString().contains("target");
    }

    private static List<String> lines(Path source) {
        try (var lines = Files.lines(source)) {
            return unindented(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file as a whole, and each of its regions, which may be opened more than once. */
    private static void add(List<String> source) {
        SOURCES.add(source.stream().filter(line -> !line.matches(MARK)).toList());
        source.stream()
                .filter(line -> line.startsWith("// tag::"))
                .distinct()
                .forEach(mark -> SOURCES.add(region(source, mark)));
    }

    private static List<String> region(List<String> source, String mark) {
        var lines = new ArrayList<String>();
        var inside = false;
        for (var line : source) {
            if (line.matches(MARK)) {
                inside = line.equals(mark);
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** A sample may leave out that its value is returned. */
    private static List<String> unindented(Stream<String> lines) {
        return lines.map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.startsWith("return ") ? line.substring("return ".length()) : line)
                .toList();
    }

    /**
     * A sample.
     *
     * @param document the file name of the document
     * @param lines its lines
     */
    record Sample(String document, List<String> lines) {

        @Override
        public String toString() {
            return document + ": " + lines.get(0);
        }
    }
}
