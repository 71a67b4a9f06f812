/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatementLimitsTest {

    @Test
    void takesTheSmallestLimits() {
        assertThat(new StatementLimits(1, Duration.ofNanos(1)).maxPerTenant()).isOne();
    }

    @Test
    void refusesLimitsOutOfTheirRange() {
        assertRefused("maxPerTenant", 0, Duration.ofMinutes(1));
        assertRefused("ttl", 1, Duration.ZERO);
        assertRefused("ttl", 1, Duration.ofSeconds(-1));
    }

    private static void assertRefused(String limit, int most, Duration ttl) {
        assertThatThrownBy(() -> new StatementLimits(most, ttl))
                .isInstanceOfSatisfying(
                        InvalidAffinityException.class,
                        error -> assertThat(error.limit()).isEqualTo(limit))
                .hasMessageContaining("StatementLimits." + limit)
                .hasMessageContaining("Give it");
    }
}
