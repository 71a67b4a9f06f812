/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The text of a selection Hibernate wrote, in pieces: those that differ between tenants, and what is between them. What it does not
 * understand for certain it refuses: a table that is in no entity might be anybody's.
 */
record SelectText(List<Piece> pieces) {

    /** What a piece of text is. */
    enum Kind {
        TEXT,

        /** A table without a schema. */
        TABLE,

        PARAMETER,

        /** The literal of {@link #MARK}. */
        MARK
    }

    /** Selected beside the values; the tenant is put in its place. */
    static final String MARK = "hibernate-ext-tenant";

    private static final Set<String> SOURCES = Set.of("from", "join", "select");

    record Piece(Kind kind, String text) {}

    /**
     * Reads a text.
     *
     * @param tables all tables in it, as they are written there
     * @throws NotTogether if it is not understood
     */
    static SelectText of(String sql, Set<String> tables) {
        return new SelectText(new SelectScan(sql, tables).pieces());
    }

    /** Writes it for one tenant. */
    String write(Writer writer) {
        var text = new StringBuilder();
        var parameter = 0;
        for (var piece : pieces) {
            switch (piece.kind()) {
                case TEXT -> text.append(piece.text());
                case TABLE -> text.append(writer.table(piece.text()));
                case MARK -> text.append(writer.mark());
                case PARAMETER -> text.append(writer.parameter(parameter++));
            }
        }
        return text.toString();
    }

    /** How often a selection or a join names what it reads from. */
    int sources() {
        return pieces.stream()
                .filter(piece -> piece.kind() == Kind.TEXT)
                .mapToInt(piece -> {
                    var words = piece.text().toLowerCase(Locale.ROOT).split("[^a-z]+");
                    return (int) Stream.of(words).filter(SOURCES::contains).count();
                })
                .sum();
    }

    int count(Kind kind) {
        return (int) pieces.stream().filter(piece -> piece.kind() == kind).count();
    }

    /** What stands in the text of one tenant. */
    interface Writer {

        String table(String name);

        String mark();

        /** By its place among the parameters, from 0. */
        String parameter(int index);
    }

    /** Puts text together that came in parts. */
    static List<Piece> joined(List<Piece> pieces) {
        var joined = new ArrayList<Piece>();
        for (var piece : pieces) {
            var last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.kind() == Kind.TEXT && piece.kind() == Kind.TEXT) {
                joined.set(joined.size() - 1, new Piece(Kind.TEXT, last.text() + piece.text()));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }
}
