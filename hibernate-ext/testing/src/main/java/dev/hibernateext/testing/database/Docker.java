/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether a Docker engine answers. */
final class Docker {

    private Docker() {}

    /**
     * Testcontainers logs an ERROR when it finds no engine, so it is asked only where there may be one.
     */
    static boolean answers() {
        return mayBeThere() && DockerClientFactory.instance().isDockerAvailable();
    }

    /** The places where Testcontainers looks: "Customizing Docker host detection" of its manual. */
    private static boolean mayBeThere() {
        var windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows || System.getenv("DOCKER_HOST") != null || sockets().anyMatch(Files::exists);
    }

    private static Stream<Path> sockets() {
        var home = Path.of(System.getProperty("user.home"));
        var runtime = System.getenv("XDG_RUNTIME_DIR");
        var fixed = Stream.of(
                Path.of("/var/run/docker.sock"),
                home.resolve(".docker/run/docker.sock"),
                home.resolve(".docker/desktop/docker.sock"),
                home.resolve(".testcontainers.properties"));
        return runtime == null ? fixed : Stream.concat(fixed, Stream.of(Path.of(runtime, "docker.sock")));
    }
}
