/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder in {@code java.io.tmpdir} that belongs to one server of one JVM. A lock on the file beside it says that its owner lives: the
 * operating system releases it however the JVM ends, and the next that makes a folder of the same prefix removes what is left, server included.
 */
final class ServerDirectory implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ServerDirectory.class.getName());
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileLock lock;

    private ServerDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    static ServerDirectory create(String prefix) throws IOException {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        var own = prefix + ProcessHandle.current().pid() + "-";
        removeAbandoned(parent, prefix, own);
        return claim(parent.resolve(own + UUID.randomUUID()));
    }

    Path path() {
        return path;
    }

    File resolve(String name) {
        return path.resolve(name).toFile();
    }

    /** Ends what still runs from the folder and removes it. What cannot be removed is left to the next that makes a folder. */
    @Override
    public void close() {
        try (var channel = lock.acquiredBy()) {
            remove(path);
            Files.deleteIfExists(lockFile(path));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, () -> path + " could not be removed and is left to the next start", e);
        }
    }

    /** The lock comes first: a folder without one has no owner. */
    private static ServerDirectory claim(Path path) throws IOException {
        var lock = lock(path);
        if (lock == null) {
            throw new IOException(path + " has an owner already.");
        }
        return new ServerDirectory(Files.createDirectory(path), lock);
    }

    /**
     * Those of this JVM are not looked at: a lock of POSIX is gone as soon as its process closes any file handle of the file, as {@link
     * FileLock} warns.
     */
    private static void removeAbandoned(Path parent, String prefix, String own) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, prefix + "*")) {
            for (var folder : folders) {
                if (Files.isDirectory(folder)
                        && !folder.getFileName().toString().startsWith(own)) {
                    removeIfAbandoned(folder);
                }
            }
        }
    }

    private static void removeIfAbandoned(Path folder) {
        try {
            var lock = lock(folder);
            if (lock != null) {
                new ServerDirectory(folder, lock).close();
            }
        } catch (IOException e) {
            // Another user's: in nobody's way.
            LOG.log(System.Logger.Level.DEBUG, () -> folder + " stays", e);
        }
    }

    private static @Nullable FileLock lock(Path folder) throws IOException {
        var channel = FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    private static Path lockFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    private static void remove(Path folder) throws IOException {
        for (var process : runningFrom(folder)) {
            process.destroyForcibly();
            process.onExit().join();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The server's program lies in the folder, so no other process is taken for it. */
    private static List<ProcessHandle> runningFrom(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(folder))
                        .isPresent())
                .toList();
    }
}
