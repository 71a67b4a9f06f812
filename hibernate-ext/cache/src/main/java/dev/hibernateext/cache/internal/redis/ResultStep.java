/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.Call.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * One step on results.
 *
 * @param kind what to do
 * @param region the region of results, or an empty name
 * @param key of the result, or an empty one
 * @param reader the position the reader began at
 * @param parameters what else it is told
 * @param names of what ends results
 */
record ResultStep(Kind kind, String region, String key, Position reader, List<Object> parameters, List<String> names) {

    /** With more, the latest change of those that are forgotten counts for all that are not known. */
    private static final long MOST_NAMES = 100_000;

    /** What the script knows. */
    enum Kind implements Operation {
        FIND,
        PUT,
        LOCK,
        UNLOCK,
        CHANGE,
        EMPTY,
        PATTERN,
        RELEASE,
        COUNT;

        @Override
        public boolean invalidates() {
            return this == LOCK || this == UNLOCK || this == CHANGE || this == EMPTY || this == PATTERN;
        }
    }

    static ResultStep of(Kind kind, String region, List<String> names) {
        return new ResultStep(kind, region, "", Position.UNKNOWN, List.of(), names);
    }

    static ResultStep on(Kind kind, List<String> names, Object... parameters) {
        return new ResultStep(kind, "", "", Position.UNKNOWN, List.of(parameters), names);
    }

    Call call() {
        var arguments =
                new ArrayList<Object>(List.of(reader.incarnation(), reader.sequence(), MOST_NAMES, parameters.size()));
        arguments.addAll(parameters);
        arguments.addAll(names);
        return new Call(RedisScript.RESULTS, RegionKeys.ofResults(region, key), kind, arguments);
    }
}
