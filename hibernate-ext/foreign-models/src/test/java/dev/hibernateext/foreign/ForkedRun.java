/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link SqlTranscripts} in a JVM of its own. */
final class ForkedRun {

    private static final long MOST_MINUTES = 5;

    private final Path folder;
    private final Process process;

    private ForkedRun(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Starts and does not wait. */
    static ForkedRun start(Path folder, List<String> classPath, DatabaseAddress address, List<Corpus> corpora)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + folder.resolve("loaded.log"),
                "-cp",
                String.join(System.getProperty("path.separator"), classPath),
                SqlTranscripts.class.getName(),
                folder.toString(),
                address.url(),
                address.user(),
                address.password()));
        corpora.forEach(corpus -> command.add(corpus.name()));
        var output = folder.resolve("output.log").toFile();
        return new ForkedRun(
                folder,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start());
    }

    /** Waits for the end, which must be a good one. */
    ForkedRun finish() throws IOException, InterruptedException {
        var ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "The forked run failed:\n" + Files.readString(folder.resolve("output.log")));
        }
        return this;
    }

    Path file(Corpus corpus) {
        return folder.resolve(corpus.name());
    }

    List<String> transcript(Corpus corpus) throws IOException {
        return Files.readAllLines(file(corpus));
    }

    /** The classes of the library that this JVM loaded, as the JVM itself says. */
    List<String> loadedClassesOfOurs() throws IOException {
        try (var lines = Files.lines(folder.resolve("loaded.log"))) {
            return lines.map(ForkedRun::loadedClass)
                    .filter(name -> name.startsWith("dev.hibernateext."))
                    .filter(name -> !name.startsWith("dev.hibernateext.foreign."))
                    .toList();
        }
    }

    /** A line is {@code [0.01s][info][class,load] name source: …}. */
    private static String loadedClass(String line) {
        var message = line.substring(line.lastIndexOf(']') + 1).strip();
        return message.substring(0, message.indexOf(' ') < 0 ? message.length() : message.indexOf(' '));
    }
}
