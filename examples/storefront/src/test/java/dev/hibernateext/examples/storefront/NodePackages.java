/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Packages of npm, installed below the build's folder where they are not there yet. Where Node.js or the registry is missing, the test is
 * skipped and says so.
 *
 * @param folder with package.json, and node_modules once it is installed
 */
record NodePackages(Path folder) {

    private static final Pattern OFFLINE = Pattern.compile(
            "ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|network");
    private static final List<String> INSTALL = List.of(
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
            "--ignore-scripts",
            "--fetch-retries=1",
            "--fetch-timeout=30000",
            "--loglevel=error");

    /** Copies resources beside each other and installs what their package.json names. */
    static NodePackages install(Path folder, String... resources) throws IOException, InterruptedException {
        assumeThat(isProgram("node"))
                .as("Node.js is not on the path, so clients of npm cannot run")
                .isTrue();
        assumeThat(isProgram("npm"))
                .as("npm is not on the path, so its clients cannot be installed")
                .isTrue();
        Files.createDirectories(folder);
        for (var resource : resources) {
            var name = Path.of(resource).getFileName().toString();
            try (var source = NodePackages.class.getResourceAsStream(resource)) {
                assertThat(source).as(resource).isNotNull();
                Files.copy(source, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var packages = new NodePackages(folder);
        packages.install();
        return packages;
    }

    private static boolean isProgram(String name) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
    }

    private void install() throws IOException, InterruptedException {
        var log = folder.resolve("install.log");
        var npm = start(INSTALL, log);
        if (!npm.waitFor(3, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
            Assumptions.abort("npm did not install its clients within three minutes");
        }
        var said = Files.readString(log);
        if (npm.exitValue() != 0 && OFFLINE.matcher(said).find()) {
            Assumptions.abort("The registry of npm does not answer, so its clients cannot be installed");
        }
        assertThat(npm.exitValue()).as(said).isZero();
    }

    private Process start(List<String> command, Path output) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** What a script prints, line by line. */
    List<String> run(String script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        var log = folder.resolve("run.log");
        var node = start(command, log);
        if (!node.waitFor(3, TimeUnit.MINUTES)) {
            node.destroyForcibly();
        }
        var said = Files.readAllLines(log);
        assertThat(node.waitFor()).as("%s", said).isZero();
        return said;
    }
}
