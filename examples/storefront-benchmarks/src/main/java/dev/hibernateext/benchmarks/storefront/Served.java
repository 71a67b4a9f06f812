/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import dev.hibernateext.benchmarks.storefront.served.CountedSockets;
import dev.hibernateext.benchmarks.storefront.served.ServingProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An application in a process of its own, which ends with this.
 *
 * @param process its process
 * @param wallMillis from the start of the process until it was ready
 * @param cpuMillis of the processor, of all its threads, until then
 * @param port where it answers
 */
record Served(Process process, long wallMillis, long cpuMillis, int port) implements AutoCloseable {

    private static final String READY = "ready ";

    /** Fills the shops first, for which it has to be the application with the library. */
    static Served filled(ShopServer server) throws IOException {
        return start(
                Way.LIBRARY,
                server.url() + "&socketFactory=" + CountedSockets.class.getName(),
                List.of(
                        ServingProcess.LIBRARY + "," + ServingProcess.FILLING,
                        "--spring.jpa.hibernate.ddl-auto=create"),
                server.key());
    }

    /** Counts round trips. */
    static Served counted(Way way, ShopServer server) throws IOException {
        return start(
                way,
                server.url() + "&socketFactory=" + CountedSockets.class.getName(),
                List.of(way.application(), "--spring.jpa.hibernate.ddl-auto=none"),
                server.key());
    }

    static Served plain(Way way, ShopServer server) throws IOException {
        return start(
                way, server.url(), List.of(way.application(), "--spring.jpa.hibernate.ddl-auto=none"), server.key());
    }

    private static Served start(Way way, String url, List<String> application, String key) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                way.classPath(),
                ServingProcess.class.getName()));
        command.addAll(application);
        command.addAll(List.of(
                "--spring.config.name=" + way.configuration(),
                "--server.port=0",
                "--logging.level.root=warn",
                "--served.url=" + url,
                "--served.key=" + key,
                "--spring.datasource.url=" + url));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return ready(process, way);
    }

    private static Served ready(Process process, Way way) throws IOException {
        var said = new ArrayList<String>();
        BufferedReader output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                var numbers = line.substring(READY.length()).split(" ", 3);
                return new Served(
                        process, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Integer.parseInt(numbers[2]));
            }
            said.add(line);
        }
        throw new IOException("No start of '%s': %s".formatted(way.title(), String.join("\n", said)));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("An application did not end.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
