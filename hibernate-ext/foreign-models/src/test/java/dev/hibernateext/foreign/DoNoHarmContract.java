/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Runs all corpora on one kind of database with our jars, without them, and with something harmful in their place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DoNoHarmContract {

    /** What the smallest entity leaves; fewer lines mean that a part of the exercise did not happen. */
    private static final int FEWEST_LINES_FOR_AN_ENTITY = 40;

    /** Kept for whoever has to find out what differs. */
    private final Path folder = Path.of("target", getClass().getSimpleName());

    private ForkedRun with;
    private ForkedRun without;
    private ForkedRun harmed;

    /** An empty database for one run. */
    abstract DatabaseAddress database(String name);

    @BeforeAll
    void runsAllThree() throws Exception {
        var corpora = List.of(Corpus.values());
        with = start("with", ClassPaths.withOurs(), corpora);
        without = start("without", ClassPaths.withoutOurs(), corpora);
        with.finish();
        without.finish();
        harmed = start("harmed", harmfulClassPath(), List.of(Corpus.LIBRARY)).finish();
    }

    private ForkedRun start(String name, List<String> classPath, List<Corpus> corpora) throws Exception {
        return ForkedRun.start(Files.createDirectories(folder.resolve(name)), classPath, database(name), corpora);
    }

    /** Without our jars, but with an integrator that does what ours must not. */
    private List<String> harmfulClassPath() throws IOException {
        var services = Files.createDirectories(folder.resolve("harm/META-INF/services"));
        Files.writeString(
                services.resolve("org.hibernate.integrator.spi.Integrator"), HarmfulIntegrator.class.getName());
        var classPath = new ArrayList<>(ClassPaths.withoutOurs());
        classPath.add(folder.resolve("harm").toString());
        return classPath;
    }

    @ParameterizedTest
    @EnumSource(value = Corpus.class, mode = Mode.EXCLUDE, names = "OURS")
    void leavesEveryStatementOfForeignModelAsItWas(Corpus corpus) throws IOException {
        var plain = without.transcript(corpus);

        assertThat(plain).contains("## entities " + corpus.entities());
        assertThat(plain).hasSizeGreaterThan(corpus.entities() * FEWEST_LINES_FOR_AN_ENTITY);
        assertThat(with.file(corpus)).hasSameTextualContentAs(without.file(corpus));
    }

    @ParameterizedTest
    @EnumSource(value = Corpus.class)
    void storesNearlyEveryEntityOfModel(Corpus corpus) throws IOException {
        var sections = without.transcript(corpus).stream()
                .filter(line -> line.startsWith("## session "))
                .count();
        var lives = without.transcript(corpus).stream()
                .filter(line -> line.startsWith("lived, "))
                .count();

        assertThat(lives).as("of %d concrete entities", sections).isGreaterThanOrEqualTo(sections * 9 / 10);
    }

    @Test
    void comparesRunWithLibraryToRunWithoutIt() throws IOException {
        assertThat(with.loadedClassesOfOurs())
                .contains(
                        "dev.hibernateext.core.internal.orm.CoreIntegrator",
                        "dev.hibernateext.core.internal.FactoryState",
                        "dev.hibernateext.core.internal.SessionState");
        assertThat(without.loadedClassesOfOurs()).isEmpty();
    }

    @Test // The blade: what our annotations do is seen.
    void seesWhatLibraryDoesForEntityThatAsks() throws IOException {
        assertThat(with.transcript(Corpus.OURS)).isNotEqualTo(without.transcript(Corpus.OURS));
    }

    @Test // The blade for each kind of statement.
    void seesHarmInEachPartOfTranscript() throws IOException {
        for (var part : List.of("ddl", "static Book", "hql Book", "session Book", "stateless Book")) {
            assertThat(section(harmed, part)).as(part).isNotEqualTo(section(without, part));
        }
    }

    private static List<String> section(ForkedRun run, String heading) throws IOException {
        var lines = run.transcript(Corpus.LIBRARY);
        var start = lines.indexOf("## " + heading);
        assertThat(start).as(heading).isNotNegative();
        return lines.stream()
                .skip(start + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }
}
