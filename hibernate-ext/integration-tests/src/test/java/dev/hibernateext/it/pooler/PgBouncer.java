/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * PgBouncer in transaction mode, where it is installed: found on the path, or named by the system property
 * {@code hibernateext.pgbouncer}.
 */
public final class PgBouncer implements Pooler, AutoCloseable {

    private static final String PROPERTY = "hibernateext.pgbouncer";
    private static final Pattern VERSION = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatabaseUnderTest target;
    private final Path folder;
    private final int port;
    private final Process process;

    private PgBouncer(DatabaseUnderTest target, Path folder, int port, Process process) {
        this.target = target;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Where it is, or null. */
    public static @Nullable Path binary() {
        var named = System.getProperty(PROPERTY);
        return Stream.concat(
                        Stream.ofNullable(named),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(each -> Path.of(each, "pgbouncer").toString()))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Whether it follows prepared statements, as it does since 1.21. */
    public static boolean followsStatements(Path binary) throws IOException {
        var asked = new ProcessBuilder(binary.toString(), "--version").start();
        try (var output = asked.inputReader()) {
            var version = VERSION.matcher(output.lines().collect(Collectors.joining(" ")));
            return version.find()
                    && Integer.parseInt(version.group(1)) * 1_000 + Integer.parseInt(version.group(2)) >= 1_021;
        }
    }

    /**
     * Stands before a server.
     *
     * @param binary as {@link #binary} found it
     * @param backends how many connections it makes for each user and database
     * @param target a database of PostgreSQL, and who may go there
     * @param others who may go there too
     * @return to be closed
     */
    public static PgBouncer before(Path binary, int backends, DatabaseUnderTest target, DatabaseUnderTest... others)
            throws IOException {
        var folder = Files.createTempDirectory("pgbouncer");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var port = freePort();
        var logins = Stream.concat(Stream.of(target), Stream.of(others)).distinct();
        write(folder, "users.txt", logins.map(PgBouncer::login).collect(Collectors.joining("\n")));
        write(folder, "pgbouncer.ini", settings(binary, folder, port, backends, target));
        var process = new ProcessBuilder(command(binary, folder))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var bouncer = new PgBouncer(target, folder, port, process);
        bouncer.await();
        return bouncer;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String login(DatabaseUnderTest database) {
        return "\"%s\" \"%s\"".formatted(database.user(), database.password());
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text + "\n");
    }

    private static String settings(Path binary, Path folder, int port, int backends, DatabaseUnderTest target)
            throws IOException {
        var server = address(target);
        return """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                server_round_robin = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(server.getHost(), server.getPort(), port, folder.resolve("users.txt"), backends)
                + (followsStatements(binary) ? "max_prepared_statements = 200\n" : "");
    }

    /** It does not run as root, and takes another user if root starts it. */
    private static List<String> command(Path binary, Path folder) {
        var command = new ArrayList<String>();
        command.add(binary.toString());
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(folder.resolve("pgbouncer.ini").toString());
        return command;
    }

    private static URI address(DatabaseUnderTest database) {
        return URI.create(database.url().substring("jdbc:".length()));
    }

    private void await() {
        var database = database("");
        Awaitility.await("PgBouncer, which logs in " + folder).atMost(PATIENCE).until(() -> answers(database));
    }

    private static boolean answers(DatabaseUnderTest database) {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public DatabaseUnderTest database(String parameters) {
        var url = "jdbc:postgresql://127.0.0.1:" + port + address(target).getPath() + "?" + parameters;
        return new DatabaseUnderTest(target.kind(), url, target.user(), target.password());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var name : List.of("users.txt", "pgbouncer.ini", "log")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
