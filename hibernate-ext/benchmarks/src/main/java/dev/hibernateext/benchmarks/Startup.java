/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What starting a session factory costs.
 *
 * @param allocated bytes, of the second factory in a process
 * @param retained bytes still held when it is built
 */
record Startup(double allocated, double retained) {

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
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(setup),
                        StartupProbe.class.getName(),
                        Integer.toString(entities),
                        setup.superclass))
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

    private static String classPath(Setup setup) {
        var entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        return Arrays.stream(entries)
                .filter(entry -> !isOf("testing", entry))
                .filter(entry -> setup != Setup.WITHOUT_JARS || !isOf("core", entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOf(String module, String entry) {
        return entry.contains(File.separator + module + File.separator + "target")
                || entry.contains("hibernate-ext-" + module);
    }
}
