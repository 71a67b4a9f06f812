/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;

/** What somebody writes who knows PostgreSQL: the same columns by arrays and by COPY. */
record HandWrittenBulk(List<StampedTrack> tracks) {

    static final String COLUMNS =
            "id,version,created_at,created_by,updated_at,updated_by,name,album,genre,composer,milliseconds,bytes,price";

    private static final String INSERT = "insert into track as there (" + COLUMNS
            + ") select * from unnest(?::int8[],?::int8[],?::timestamptz[],?::text[],?::timestamptz[],?::text[],"
            + "?::text[],?::text[],?::text[],?::text[],?::int4[],?::int4[],?::numeric[])";

    private static final String UPSERT = INSERT
            + " on conflict (id) do update set updated_at=excluded.updated_at,updated_by=excluded.updated_by,name=excluded.name,"
            + "album=excluded.album,genre=excluded.genre,composer=excluded.composer,milliseconds=excluded.milliseconds,"
            + "bytes=excluded.bytes,price=excluded.price,version=there.version+1 returning (xmax = 0),there.version";

    int insert(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            bind(statement);
            return statement.executeUpdate();
        }
    }

    int upsert(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(UPSERT)) {
            bind(statement);
            var inserted = 0;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    inserted += rows.getBoolean(1) ? 1 : 0;
                    inserted += rows.getLong(2) < 0 ? 1 : 0;
                }
            }
            return inserted;
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        var now = now();
        array(statement, 1, "int8", Long[]::new, StampedTrack::id);
        array(statement, 2, "int8", Long[]::new, track -> 0L);
        array(statement, 3, "timestamptz", String[]::new, track -> now);
        array(statement, 4, "text", String[]::new, track -> Subject.ACTOR);
        array(statement, 5, "timestamptz", String[]::new, track -> now);
        array(statement, 6, "text", String[]::new, track -> Subject.ACTOR);
        array(statement, 7, "text", String[]::new, track -> track.columns().name);
        array(statement, 8, "text", String[]::new, track -> track.columns().album);
        array(statement, 9, "text", String[]::new, track -> track.columns().genre);
        array(statement, 10, "text", String[]::new, track -> track.columns().composer);
        array(statement, 11, "int4", Integer[]::new, track -> track.columns().milliseconds);
        array(statement, 12, "int4", Integer[]::new, track -> track.columns().bytes);
        array(statement, 13, "numeric", BigDecimal[]::new, track -> track.columns().price);
    }

    private <T> void array(
            PreparedStatement statement,
            int index,
            String type,
            IntFunction<T[]> maker,
            Function<StampedTrack, T> value)
            throws SQLException {
        var values = maker.apply(tracks.size());
        for (var i = 0; i < values.length; i++) {
            values[i] = value.apply(tracks.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    long copy(Connection connection) throws SQLException {
        return copy(connection, text());
    }

    /** The rows as {@code COPY} and {@code \\copy} read them. */
    String text() {
        var now = now();
        var text = new StringBuilder(tracks.size() * 150);
        for (var track : tracks) {
            var columns = track.columns();
            text.append(track.id())
                    .append("\t0\t")
                    .append(now)
                    .append('\t')
                    .append(Subject.ACTOR)
                    .append('\t')
                    .append(now);
            text.append('\t')
                    .append(Subject.ACTOR)
                    .append('\t')
                    .append(columns.name)
                    .append('\t')
                    .append(columns.album);
            text.append('\t')
                    .append(columns.genre)
                    .append('\t')
                    .append(columns.composer)
                    .append('\t');
            text.append(columns.milliseconds)
                    .append('\t')
                    .append(columns.bytes)
                    .append('\t')
                    .append(columns.price)
                    .append('\n');
        }
        return text.toString();
    }

    static long copy(Connection connection, String text) throws SQLException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy track (" + COLUMNS + ") from stdin", new StringReader(text));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    }
}
