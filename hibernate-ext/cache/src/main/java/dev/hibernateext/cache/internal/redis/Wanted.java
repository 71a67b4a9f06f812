/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A result, as it is asked for.
 *
 * @param key of the query
 * @param ends what ends it
 * @param reader where the asking transaction began
 * @param terms what else the query asks for
 */
public record Wanted(String key, Ends ends, Position reader, Terms terms) {

    /**
     * What ends a result.
     *
     * @param names of what changes
     * @param columns the words among which are those it reads, each one word; null if that is not known
     */
    public record Ends(List<String> names, @Nullable Set<String> columns) {

        String text() {
            return columns == null ? RemoteChanges.ALL_COLUMNS : " " + String.join(" ", columns) + " ";
        }
    }

    /**
     * What a query asks for.
     *
     * @param age the oldest it takes, in milliseconds; 0 for any
     * @param lease who loads the result if it is not there; empty where several may
     * @param span how long others are kept from loading it, in milliseconds
     * @param ends whether a pattern that was invalidated since ends it
     */
    public record Terms(long age, String lease, long span, Predicate<String> ends) {

        /** Any result, which is loaded by all who do not find it. */
        public static final Terms NONE = new Terms(0, "", 1, pattern -> false);
    }

    /**
     * What a look found.
     *
     * @param item null for nothing that may be used
     * @param state what to do without
     * @param ended which name, counted from 1, has ended what was there; 0 for none
     */
    public record Found(@Nullable Object item, State state, int ended) {

        /** It was too old for who asks. */
        public static final int TOO_OLD = -1;

        /** A pattern matches its key. */
        public static final int BY_PATTERN = -2;

        static final Found NOTHING = new Found(null, State.APART, 0);
    }

    /** What a look says of who asks. */
    public enum State {
        /** What it reads is not what others read. */
        APART,
        /** It may load the result. */
        MISSING,
        FOUND,
        /** It was here already. */
        SAME,
        /** Somebody else loads it. */
        BUSY;

        /** By the script's number. */
        static State of(long outcome) {
            return switch ((int) outcome) {
                case 1 -> MISSING;
                case 2 -> FOUND;
                case 3 -> SAME;
                case 4 -> BUSY;
                default -> APART;
            };
        }
    }

    /** The same on other terms. */
    public Wanted with(Terms other) {
        return new Wanted(key, ends, reader, other);
    }

    ResultStep step(ResultStep.Kind kind, String region, Object... more) {
        var parameters = new ArrayList<Object>();
        parameters.add(key);
        parameters.add(ends.text());
        parameters.addAll(List.of(more));
        return new ResultStep(kind, region, key, reader, parameters, ends.names());
    }
}
