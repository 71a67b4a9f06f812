/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of a pool, checked against what is known to go wrong. For a test of the application's own configuration, or its start.
 *
 * @param findings the worst first; empty if there is nothing to say
 */
public record PoolReview(List<PoolFinding> findings) {

    /**
     * Copies the findings.
     *
     * @param findings the worst first
     */
    public PoolReview {
        findings = List.copyOf(findings);
    }

    /**
     * Checks what can be checked without knowing the surroundings.
     *
     * @param settings of the pool
     * @return what was found
     */
    public static PoolReview of(PoolSettings settings) {
        return of(settings, PoolSurroundings.UNKNOWN);
    }

    /**
     * Checks all.
     *
     * @param settings of the pool
     * @param surroundings what is known of users, database and network
     * @return what was found
     */
    public static PoolReview of(PoolSettings settings, PoolSurroundings surroundings) {
        return new PoolReview(rules().flatMap(rule -> rule.check(settings, surroundings))
                .sorted(Comparator.comparing(PoolFinding::severity).thenComparing(PoolFinding::code))
                .toList());
    }

    static Stream<PoolRule> rules() {
        return Stream.of(SizeRules.ALL, TimeRules.ALL, OptionRules.ALL, DriverRules.ALL)
                .flatMap(List::stream);
    }
}
