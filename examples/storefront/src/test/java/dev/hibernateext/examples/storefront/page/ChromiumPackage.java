/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.page;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Debian's Chromium with its driver, installed where it is missing and this may be done. */
final class ChromiumPackage {

    private static final int MINUTES = 5;

    private ChromiumPackage() {}

    /**
     * A program of the package.
     *
     * @param name of the program
     * @return where it is
     * @throws TestAbortedException if it is not installed and could not be, with the reason
     */
    static Path program(String name) {
        return installed(name).orElseGet(() -> {
            install();
            return installed(name).orElseThrow(() -> skipped("the package has no program '%s'".formatted(name)));
        });
    }

    private static Optional<Path> installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static synchronized void install() {
        if (installed("apt-get").isEmpty()) {
            throw skipped("there is no apt-get to install them with");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw skipped("only root may install them");
        }
        run("apt-get", "update", "-qq");
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "chromium-driver");
    }

    private static void run(String... command) {
        try {
            if (!succeeds(new ProcessBuilder(command))) {
                throw skipped("'%s' failed".formatted(String.join(" ", command)));
            }
        } catch (IOException e) {
            throw skipped("'%s' does not start: %s".formatted(command[0], e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw skipped("the installation was interrupted");
        }
    }

    private static boolean succeeds(ProcessBuilder command) throws IOException, InterruptedException {
        command.environment().put("DEBIAN_FRONTEND", "noninteractive");
        var process = command.redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } finally {
            process.destroy();
        }
    }

    private static TestAbortedException skipped(String reason) {
        return new TestAbortedException("Chromium and its driver are not installed, and " + reason + ".");
    }
}
