/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;

/** Times loads of {@link #ROWS} rows into an empty table. Belongs to one thread. */
final class LoadMeter implements AutoCloseable {

    static final int ROWS = 100_000;

    /** In megabytes. */
    static final int HEAP = 32;

    private static final Pattern TIME = Pattern.compile("Time: ([0-9.]+) ms");

    private final DatabaseUnderTest database;
    private final TestDataSource dataSource;
    private final SessionFactory factory;
    private final String text;
    private final Path file;

    private LoadMeter(DatabaseUnderTest database, TestDataSource dataSource, SessionFactory factory)
            throws IOException {
        this.database = database;
        this.dataSource = dataSource;
        this.factory = factory;
        this.text = new HandWrittenBulk(tracks().toList()).text();
        this.file = Files.writeString(Files.createTempFile("tracks", ".copy"), text);
    }

    static LoadMeter open(DatabaseUnderTest database) throws IOException {
        var dataSource = new TestDataSource(database);
        var factory = Subject.STAMPED.open(dataSource);
        factory.getSchemaManager().exportMappedObjects(false);
        return new LoadMeter(database, dataSource, factory);
    }

    static Stream<StampedTrack> tracks() {
        return LongStream.rangeClosed(1, ROWS).mapToObj(StampedTrack::new);
    }

    SessionFactory factory() {
        return factory;
    }

    String text() {
        return text;
    }

    /** The median of some rounds in milliseconds, the ways taking turns; without that of psql if there is none on the path. */
    Map<LoadWay, Double> measure(int rounds) throws IOException, InterruptedException, SQLException {
        var times = new EnumMap<LoadWay, List<Double>>(LoadWay.class);
        for (var round = -2; round < rounds; round++) {
            for (var way : LoadWay.values()) {
                if (way != LoadWay.PSQL || hasPsql()) {
                    truncate();
                    var millis = way.millis(this);
                    if (round >= 0) {
                        times.computeIfAbsent(way, key -> new ArrayList<>()).add(millis);
                    }
                }
            }
        }
        var medians = new EnumMap<LoadWay, Double>(LoadWay.class);
        times.forEach(
                (way, all) -> medians.put(way, all.stream().sorted().toList().get(all.size() / 2)));
        return medians;
    }

    /** Loads in a process of its own with a heap of {@link #HEAP} megabytes, session factory included. */
    void loadInSmallHeap() throws IOException, InterruptedException {
        truncate();
        run(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + HEAP + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadProbe.class.getName(),
                database.url(),
                database.user(),
                database.password()));
    }

    private void truncate() {
        factory.inTransaction(session ->
                session.createNativeMutationQuery("truncate table track").executeUpdate());
    }

    static boolean hasPsql() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
    }

    /** As psql tells, so without its start. */
    double psql() throws IOException, InterruptedException {
        var output = run(List.of(
                "psql",
                "-X",
                "-d",
                database.url().substring("jdbc:".length()),
                "-U",
                database.user(),
                "-c",
                "\\timing on",
                "-c",
                "\\copy track (" + HandWrittenBulk.COLUMNS + ") from '" + file + "'"));
        var matcher = TIME.matcher(output);
        if (!matcher.find()) {
            throw new IOException("psql printed: " + output);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("%s failed: %s".formatted(command.get(0), output));
        }
        return output;
    }

    @Override
    public void close() throws IOException, SQLException {
        factory.close();
        dataSource.close();
        Files.delete(file);
    }
}
