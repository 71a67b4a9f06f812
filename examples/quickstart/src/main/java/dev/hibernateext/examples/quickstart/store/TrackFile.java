/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;

/** Tracks as a supplier sends them: one a line, behind a title, with id, name, media type and price. */
public final class TrackFile {

    private static final String NAME = "new-tracks.csv";

    private TrackFile() {}

    /**
     * Reads the file. Nothing is checked here; the store does that.
     *
     * @param session for the media types
     * @return a new track for each line
     * @throws IOException if the file cannot be read
     */
    public static List<Track> read(Session session) throws IOException {
        var file = Objects.requireNonNull(TrackFile.class.getResourceAsStream(NAME), NAME);
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> track(line.split(";", -1), session))
                    .toList();
        }
    }

    private static Track track(String[] cells, Session session) {
        var track = new Track();
        track.id = Integer.valueOf(cells[0]);
        track.name = cells[1];
        track.mediaType = session.getReference(MediaType.class, Integer.valueOf(cells[2]));
        track.unitPrice = new BigDecimal(cells[3]);
        return track;
    }
}
