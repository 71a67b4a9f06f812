/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place between two entries. What a revision recorded never changes, so a number of entries within it is as good as a key.
 *
 * @param revision the number of the revision of the last entry before it
 * @param seen how many entries of that revision are before it
 */
public record HistoryPosition(long revision, int seen) {

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + Long.BYTES + Integer.BYTES;

    /** The text of a token: it grants nothing, so it is not signed. */
    String token() {
        var bytes = ByteBuffer.allocate(LENGTH).put(VERSION).putLong(revision).putInt(seen);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static HistoryPosition of(String token) {
        var bytes = ByteBuffer.wrap(decoded(token));
        if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
            throw HistoryTokenException.malformed();
        }
        var position = new HistoryPosition(bytes.getLong(), bytes.getInt());
        if (position.seen < 1) {
            throw HistoryTokenException.malformed();
        }
        return position;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw HistoryTokenException.malformed();
        }
    }

    /** The place behind some entries that follow this place, or that begin a history where it is null. */
    static HistoryPosition behind(List<HistoryEntry> entries, @Nullable HistoryPosition before) {
        var last = entries.get(entries.size() - 1).revision().number();
        var seen = (int) entries.stream()
                .filter(entry -> entry.revision().number() == last)
                .count();
        return new HistoryPosition(last, before != null && before.revision == last ? before.seen + seen : seen);
    }
}
