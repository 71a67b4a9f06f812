/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What starting a session factory costs.
 *
 * @param allocated bytes, of the second factory in a process
 * @param retained bytes still held when it is built
 */
public record Startup(double allocated, double retained) {

    /** How the process is set up. */
    enum Setup {
        WITHOUT_JARS("plain"),
        WITH_JARS("plain"),
        MIXIN("mixin");

        private final String superclass;

        Setup(String superclass) {
            this.superclass = superclass;
        }

        /** The static metamodel of a mixin holds what it describes of the factory built last, as any such class does. */
        boolean isRetainedComparable() {
            return this != MIXIN;
        }
    }

    static Startup measure(int entities, Setup setup) throws IOException, InterruptedException {
        return measure(
                entities,
                List.of(setup.superclass),
                entry -> !isOf("testing", entry) && (setup != Setup.WITHOUT_JARS || !isOf("core", entry)));
    }

    /**
     * Starts a process.
     *
     * @param entities how many
     * @param probe what the probe is told behind their number
     * @param isWanted which entries of the class path it has
     * @return what it measured
     * @throws IOException if it failed
     * @throws InterruptedException if it was not waited for
     */
    public static Startup measure(int entities, List<String> probe, Predicate<String> isWanted)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(isWanted),
                StartupProbe.class.getName(),
                Integer.toString(entities)));
        command.addAll(probe);
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("The start-up probe with %d entities failed: %s".formatted(entities, output));
        }
        return parse(output, entities);
    }

    private static Startup parse(String output, int entities) throws IOException {
        var fields = output.split(" ", -1);
        if (fields.length != 3 || Integer.parseInt(fields[2]) != entities) {
            throw new IOException("The start-up probe with %d entities printed: %s".formatted(entities, output));
        }
        return new Startup(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
    }

    private static String classPath(Predicate<String> isWanted) {
        var entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        return Arrays.stream(entries).filter(isWanted).collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Whether an entry of the class path is a module of the library.
     *
     * @param module the name of its folder
     * @param entry of the class path
     * @return whether it is
     */
    public static boolean isOf(String module, String entry) {
        return entry.contains(File.separator + module + File.separator + "target")
                || entry.contains("hibernate-ext-" + module);
    }
}
