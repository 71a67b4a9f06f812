/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Another JVM is a process of its own here: a lock knows processes, not threads. */
@DisabledOnOs(OS.WINDOWS)
class ServerDirectoryTest {

    private final String prefix = "server-directory-test-" + UUID.randomUUID() + "-";

    @Test
    void removesItselfWithWhatRunsFromIt() throws IOException {
        var directory = ServerDirectory.create(prefix);
        Files.createDirectories(directory.path().resolve("data/deep"));
        var server = startServer(directory.path());

        directory.close();

        assertThat(server.isAlive()).isFalse();
        assertThat(directory.path()).doesNotExist();
        assertThat(lockOf(directory.path())).doesNotExist();
    }

    @Test
    void leavesTheFoldersOfTheLiving() throws IOException, InterruptedException {
        var other = startOwner();
        try (var own = ServerDirectory.create(prefix);
                var second = ServerDirectory.create(prefix)) {
            assertThat(other.directory()).isDirectory();
            assertThat(own.path()).isDirectory().isNotEqualTo(second.path());
        } finally {
            kill(other.process());
            ServerDirectory.create(prefix).close();
        }
    }

    @Test
    void isLeftByOtherJvmsWhenItsOwnHasMadeAnother() throws IOException, InterruptedException {
        try (var first = ServerDirectory.create(prefix);
                var second = ServerDirectory.create(prefix)) {
            var other = startOwner();

            assertThat(first.path()).isDirectory();
            assertThat(second.path()).isDirectory();

            kill(other.process());
        }
        ServerDirectory.create(prefix).close();
    }

    @Test
    void removesWhatAKilledJvmLeft() throws IOException, InterruptedException {
        var dead = startOwner();
        var server = startServer(dead.directory());
        kill(dead.process());
        assertThat(dead.directory()).isDirectory();

        ServerDirectory.create(prefix).close();

        assertThat(server.isAlive()).isFalse();
        assertThat(dead.directory()).doesNotExist();
        assertThat(lockOf(dead.directory())).doesNotExist();
    }

    /** A program in the folder that would run for long. */
    private static ProcessHandle startServer(Path directory) throws IOException {
        var program = Files.copy(Path.of("/bin/sleep").toRealPath(), directory.resolve("sleep"));
        return new ProcessBuilder(program.toString(), "600").start().toHandle();
    }

    private Owner startOwner() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Owner.class.getName(), prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Owner(process, Path.of(process.inputReader().readLine()));
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Path lockOf(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".lock");
    }

    /** A JVM that owns a folder until it is killed. */
    record Owner(Process process, Path directory) {

        public static void main(String[] args) throws IOException {
            System.out.println(ServerDirectory.create(args[0]).path());
            if (System.in.read() >= 0) {
                throw new IllegalStateException("Nothing is written to this process.");
            }
        }
    }
}
