/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.hydromatic.chinook.data.hsqldb.ChinookHsqldb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs the program once and looks at what it printed and what it left in the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QuickstartContract {

    private static final Map<String, String> TABLES = tables();

    private final Query original =
            new Query(() -> DriverManager.getConnection(ChinookHsqldb.URI, ChinookHsqldb.USER, ChinookHsqldb.PASSWORD));

    private Database database;
    private Query stored;
    private Printed printed;

    abstract Database open() throws Exception;

    @BeforeAll
    void runProgram() throws Exception {
        database = open();
        stored = new Query(() -> database.dataSource().getConnection());
        var bytes = new ByteArrayOutputStream();
        new Quickstart(database, new PrintStream(bytes, true, StandardCharsets.UTF_8)).run();
        printed = new Printed(bytes.toString(StandardCharsets.UTF_8));
    }

    @AfterAll
    void stopDatabase() throws Exception {
        database.close();
    }

    Printed printed() {
        return printed;
    }

    @Test
    void importsAsManyRowsAsTheOriginalHas() throws Exception {
        for (var table : TABLES.entrySet()) {
            var rows = original.number("select count(*) from \"%s\"".formatted(table.getKey()));

            assertThat(printed.lines("Import")).contains("%-14s %6d".formatted(table.getKey(), rows));
            assertThat(stored.number("select count(*) from " + table.getValue()))
                    .isEqualTo(rows);
        }
        assertThat(printed.lines("Import")).contains("Together        15607 rows, as many as in the original");
    }

    @Test
    void importsWhatTheOriginalHolds() throws Exception {
        assertThat(stored.amount("select sum(total) from invoice"))
                .isEqualByComparingTo(original.amount("select sum(\"Total\") from \"Invoice\""));
        assertThat(stored.number("select sum(milliseconds) from track"))
                .isEqualTo(original.number("select sum(cast(\"Milliseconds\" as bigint)) from \"Track\""));
        var kept = "not (playlist_id = 18 and track_id in (2, 597))";
        assertThat(stored.number("select sum(playlist_id * 10000 + track_id) from playlist_entry where " + kept))
                .isEqualTo(original.number("select sum(\"PlaylistId\" * 10000 + \"TrackId\") from \"PlaylistTrack\""
                        + " where not (\"PlaylistId\" = 18 and \"TrackId\" in (2, 597))"));
    }

    @Test
    void stampsEveryImportedRow() throws Exception {
        for (var table : TABLES.values()) {
            assertThat(stored.number("select count(*) from %s where created_by = 'import'".formatted(table)))
                    .as(table)
                    .isEqualTo(
                            stored.number("select count(*) from " + table) - (table.equals("playlist_entry") ? 1 : 0));
        }
        assertThat(stored.number("select count(*) from genre where created_at <> updated_at or version <> 0"))
                .isZero();
    }

    @Test
    void insertsInBatches() {
        assertThat(printed.lines("Import")).contains("Statements: 39 insert, 11 select");
    }

    @Test
    void printsWhoChangedThePriceAndWhen() {
        assertThat(printed.lines("Nancy"))
                .contains("Statements: 1 select, 1 update", "Price    0.99 -> 1.29", "Version  0 -> 1")
                .anyMatch(line -> line.matches("Created  \\S+Z by import"))
                .anyMatch(line -> line.matches("Updated  \\S+Z by nancy"));
    }

    @Test
    void printsBothVersionsOfTheConflict() {
        assertThat(printed.lines("Jane and Steve"))
                .contains(
                        "Both see version 1 and a price of 1.29.",
                        "Jane saves 1.49: version 2.",
                        "Code      lock.version-conflict",
                        "Expected  version 1")
                .anyMatch(line -> line.matches("Current   version 2, by jane at \\S+Z"))
                .noneMatch(line -> line.contains("update "));
    }

    @Test
    void printsTheThreeWayDiff() {
        assertThat(printed.lines("Jane and Steve"))
                .anyMatch(line ->
                        line.matches("composer +Angus Young, Malco +Young, Young, John +Angus Young, Malco +MINE"))
                .anyMatch(line -> line.matches("unitPrice +1\\.29 +0\\.89 +1\\.49 +CONFLICT"))
                .contains("Mergeable without asking: no");
    }

    @Test
    void vetoesTheNegativePrice() throws Exception {
        assertThat(printed.lines("A hook"))
                .contains("Statements: 1 select", "The price is still 1.49.")
                .anyMatch(line -> line.startsWith("A hook refused to update "));
        assertThat(stored.number("select count(*) from track where unit_price < 0 or updated_by = 'steve'"))
                .isZero();
    }

    @Test
    void stampsAndVersionsEveryRowOfTheBulkUpdate() throws Exception {
        var rock = original.number(
                "select count(*) from \"Track\" t join \"Genre\" g using (\"GenreId\") where g.\"Name\" = 'Rock'");

        assertThat(printed.lines("Margaret"))
                .contains(
                        "Updated            %d tracks".formatted(rock),
                        "Stamped margaret   " + rock,
                        "Versions raised    " + rock,
                        "Statements: 1 update",
                        "Track 1: 1.64, version 3, by margaret");
        assertThat(stored.number(
                        "select count(*) from track where updated_by = 'margaret' and version > 0 and unit_price > 1"))
                .isBetween(rock - 1, rock);
        assertThat(
                        stored.number(
                                "select count(*) from track where updated_by = 'import' and version = 0 and unit_price in (0.99, 1.99)"))
                .as("all others but the opera on the front page")
                .isEqualTo(3503 - rock - 1);
    }

    @Test
    void findsWhatTheFilterOfTheClientAsksFor() throws Exception {
        var found = original.number("select count(*) from \"Track\" t join \"Album\" b using (\"AlbumId\")"
                + " join \"Artist\" a using (\"ArtistId\")"
                + " where lower(t.\"Name\") like '%love%' and a.\"Name\" in ('Led Zeppelin', 'U2')");

        assertThat(printed.lines("searches"))
                .contains("Statements: 1 select", "Found     %d tracks, such as".formatted(found))
                .contains("Asking for the field 'password': filter.unknown-field at /0/field");
    }

    /** Where NULLs are last, as on PostgreSQL, the last page asks for tracks without a genre too. */
    @Test
    void pagesThroughEveryTrackOnce() {
        assertThat(printed.lines("pages through"))
                .contains("Read      3503 tracks on 8 pages, each track once", "A changed token: page.cursor-tampered")
                .anyMatch(line -> line.matches("Statements: [89] select"));
    }

    @Test
    void deletesTheArtistWithAlbumsAndTracks() {
        assertThat(printed.lines("Jane deletes"))
                .contains(
                        "Before    1 artist, 2 albums, 17 tracks in queries",
                        "Statements: 4 select, 5 update",
                        "After     0 artist, 0 albums, 0 tracks in queries",
                        "margaret  1 Artist, 2 Album, 17 Track",
                        "margaret  1 Artist",
                        "A purge would remove {artist=1} for good,",
                        "and keep 1 artist, whose tracks are on invoices and playlists.")
                .noneMatch(line -> line.contains("| delete"));
    }

    @Test
    void bringsBackExactlyWhatWasDeletedWithTheArtist() throws Exception {
        assertThat(printed.lines("brings the artist back"))
                .contains(
                        "Statements: 5 select, 3 update",
                        "Restored  1 Artist, 2 Album, 17 Track",
                        "After     1 artist, 2 albums, 17 tracks in queries",
                        "The track Jane deleted stays deleted.");
        assertThat(stored.number("select count(*) from artist where deleted_at is not null"))
                .isEqualTo(1);
        assertThat(stored.number("select count(*) from album where deleted_at is not null or deletion_id is not null"))
                .isZero();
        assertThat(stored.number("select sum(id) from track where deleted_at is not null and deleted_by = 'jane'"))
                .isEqualTo(stored.number("select sum(id) from track where deleted_at is not null"))
                .isEqualTo(6);
    }

    @Test
    void storesTheGoodRowsOfTheFileAndTellsTheBadOnes() throws Exception {
        assertThat(printed.lines("bad rows"))
                .contains("Inserted  8 tracks")
                .anyMatch(line -> line.startsWith("Line  4   track 3503: constraint.unique"))
                .contains("Line  7   track 4006: constraint.foreign-key mediaType")
                .anyMatch(line -> line.matches("Line  9   track 4008: hook\\..*"))
                .anyMatch(line -> line.startsWith("Line 12   track 4010: constraint.unique"));
        assertThat(stored.number("select count(*) from track where id > 4000 and created_by = 'andrew'"))
                .isEqualTo(8);
    }

    @Test
    void tellsWhatTheTransactionChanged() throws Exception {
        assertThat(printed.lines("What one transaction"))
                .contains(
                        "INSERT PlaylistEntry Key[playlist=18, track=2] []",
                        "UPDATE Track 2 [name, updatedAt, updatedBy, version]",
                        "DELETE PlaylistEntry Key[playlist=18, track=597] []",
                        "UPDATE 4 rows of [playlist], in bulk");
        assertThat(stored.number("select count(*) from playlist where updated_by = 'laura' and name like 'CLASSICAL%'"))
                .isEqualTo(4);
        assertThat(stored.number("select track_id from playlist_entry where playlist_id = 18"))
                .isEqualTo(2);
    }

    @Test
    void tellsTheHistoryOfATrackAndRevertsIt() throws Exception {
        assertThat(printed.lines("told from its history"))
                .contains(
                        "Statements: 1 select",
                        "steve    UPDATED  name, unitPrice",
                        "andrew   UPDATED  composer, for the band's own spelling",
                        "nancy    UPDATED  7 attributes, for the summer sale",
                        "name       Balls to the Wall (Remastered) -> Bells to the Wall",
                        "unitPrice  0.79 -> 7.90",
                        "Balls to the Wall (Remastered) for 0.79, version 6, by laura",
                        "Differences from before Steve: 0");
        assertThat(stored.number("select count(*) from track_aud where id = 2")).isEqualTo(4);
        assertThat(stored.amount("select unit_price from track where id = 2")).isEqualByComparingTo("0.79");
    }

    @Test
    void servesTheFrontPageFromTheCacheAndDropsWhatChanged() {
        assertThat(printed.lines("front page"))
                .containsExactly(
                        "The first visitor:",
                        "Opera    for 0.99     from the database",
                        "Genres   25 of them   from the database",
                        "The second one:",
                        "Opera    for 0.99     from the cache",
                        "Genres   25 of them   from the cache",
                        "Nancy changes the price of an opera. The third one:",
                        "Opera    for 1.19     from the database",
                        "Genres   25 of them   from the cache",
                        "Hits 3, misses 3, ended by a write 1");
    }

    @Test
    void staysReadableInATerminal() {
        assertThat(printed.text()).doesNotContain("\u001b");
        assertThat(printed.text().lines()).allMatch(line -> line.length() <= 80);
    }

    private static Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        List.of("Artist", "Genre", "Playlist", "Employee", "Customer", "Album", "Track", "Invoice")
                .forEach(name -> tables.put(name, name.toLowerCase(Locale.ROOT)));
        tables.put("Track", "(select * from track where id < 4000) t");
        tables.put("MediaType", "media_type");
        tables.put("PlaylistTrack", "playlist_entry");
        tables.put("InvoiceLine", "invoice_line");
        return tables;
    }
}
