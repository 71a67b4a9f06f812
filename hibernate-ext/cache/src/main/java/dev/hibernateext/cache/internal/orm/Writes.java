/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.query.EndLevel;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Who writes a table, or the rows of one tenant in it, and when the last of those before ended. Times are those of the region factory, which
 * only grow.
 */
final class Writes {

    /** Until when others wait for each. Its own results stay away from a session until it ends, however long that takes. */
    private final ConcurrentMap<SharedSessionContractImplementor, Long> writers = new ConcurrentHashMap<>();

    private final ColumnWrites ended = new ColumnWrites();

    /** By column, when rows with certain values of it were written, from when a query first asked for some. */
    private final ConcurrentMap<String, KeyWrites> endedByKey = new ConcurrentHashMap<>();

    /** Whether the session did not write the table before in its transaction. */
    boolean begin(SharedSessionContractImplementor session, long until, long now) {
        forgetTheLost(now);
        return writers.put(session, until) == null;
    }

    /** A session that is closed without an end of its transaction may have written or not. */
    private void forgetTheLost(long now) {
        if (writers.isEmpty()) {
            return;
        }
        writers.forEach((session, until) -> {
            if (until < now && session.isClosed()) {
                end(session, WrittenColumns.ALL, now);
            }
        });
    }

    /** Of a session that writes the table. The time is set first, so that nobody sees neither of the two. */
    void end(SharedSessionContractImplementor session, WrittenColumns columns, long now) {
        if (writers.containsKey(session)) {
            written(columns, now);
            writers.remove(session);
        }
    }

    /** The session has not written the table after all. */
    void spare(SharedSessionContractImplementor session) {
        writers.remove(session);
    }

    void written(WrittenColumns columns, long now) {
        ended.written(columns, now);
        endedByKey.forEach((column, writes) -> writes.written(columns.keys().get(column), columns, now));
    }

    /**
     * Tells apart the rows with different values of a column, of what is written from now on. Who ends a write sets its time first, so it either finds the column watched or is
     * the last known here.
     */
    void watch(String column) {
        if (!endedByKey.containsKey(column)) {
            endedByKey.computeIfAbsent(column, key -> new KeyWrites()).open(ended.last());
        }
    }

    /** When the last write ended; empty while there may be one going on. */
    OptionalLong endOfAll(long now) {
        forgetTheLost(now);
        return writers.isEmpty() ? OptionalLong.of(ended.last()) : OptionalLong.empty();
    }

    boolean isQuiet(Look look) {
        return !isBeingWritten(look.reader(), look.now())
                && (ended.isQuietSince(look.since(), look.columns()) || isKeyQuiet(look));
    }

    /** A row that has not all the values the query wants is not read by it, so one of them is enough. */
    private boolean isKeyQuiet(Look look) {
        for (var key : look.result().keys().entrySet()) {
            var writes = endedByKey.get(key.getKey());
            if (writes == null) {
                watch(key.getKey());
            } else if (writes.isQuietSince(key.getValue(), look)) {
                return true;
            }
        }
        return false;
    }

    /** At what level what is not quiet has ended a result; the given one where nothing more is known. */
    EndLevel level(Look look, EndLevel whole) {
        if (isBeingWritten(look.reader(), look.now())) {
            return whole;
        } else if (look.result().keys().keySet().stream().anyMatch(column -> areRowsKnown(column, look))) {
            return EndLevel.ROW;
        }
        return ended.areKnownSince(look.since()) ? EndLevel.COLUMN : whole;
    }

    private boolean areRowsKnown(String column, Look look) {
        var writes = endedByKey.get(column);
        return writes != null && writes.areKnownSince(look);
    }

    private boolean isBeingWritten(SharedSessionContractImplementor reader, long now) {
        return !writers.isEmpty()
                && (writers.containsKey(reader) || writers.values().stream().anyMatch(until -> until >= now));
    }
}
