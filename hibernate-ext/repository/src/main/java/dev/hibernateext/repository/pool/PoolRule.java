/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One known misconfiguration. The condition gives what it saw, or null where all is well. */
record PoolRule(
        String code,
        PoolFinding.Severity severity,
        BiFunction<PoolSettings, PoolSurroundings, @Nullable String> condition,
        String fix) {

    Stream<PoolFinding> check(PoolSettings settings, PoolSurroundings surroundings) {
        var seen = condition.apply(settings, surroundings);
        return seen == null ? Stream.empty() : Stream.of(new PoolFinding("pool." + code, severity, seen, fix));
    }

    /** What was seen, if the condition holds. */
    static @Nullable String when(boolean condition, String seen) {
        return condition ? seen : null;
    }
}
