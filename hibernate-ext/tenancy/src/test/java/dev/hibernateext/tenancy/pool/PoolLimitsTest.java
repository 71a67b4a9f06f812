/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PoolLimitsTest {

    private static final PoolLimits LIMITS = PoolLimits.atMost(3);
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);
    private static final Duration TOO_LONG = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void namesLimitThatIsOutOfRange() {
        requireRefused("maximum", "0", () -> PoolLimits.atMost(0));
        requireRefused("maximum", "-4", () -> PoolLimits.atMost(-4));
        requireRefused("minimum", "-1 with a maximum of 3", () -> LIMITS.withMinimum(-1));
        requireRefused("minimum", "4 with a maximum of 3", () -> LIMITS.withMinimum(4));
        Map.<String, Duration>of("is zero", Duration.ZERO, "is negative", NEGATIVE, "is too long", TOO_LONG)
                .forEach((fault, time) -> {
                    requireRefused("idleTimeout", fault, () -> LIMITS.withIdleTimeout(time));
                    requireRefused("waitTimeout", fault, () -> LIMITS.withWaitTimeout(time));
                });
        requireRefused("closeTimeout", "is negative", () -> LIMITS.withCloseTimeout(NEGATIVE));
        requireRefused("closeTimeout", "is too long", () -> LIMITS.withCloseTimeout(TOO_LONG));
    }

    private static void requireRefused(String setting, String fault, ThrowingCallable limits) {
        assertThatExceptionOfType(InvalidPoolLimitException.class)
                .isThrownBy(limits)
                .withMessageContaining("PoolLimits." + setting)
                .withMessageContaining(fault)
                .withMessageContaining("Set it to")
                .satisfies(error -> assertThat(error.setting()).isEqualTo(setting));
    }

    @Test
    void keepsWhatIsInRange() {
        var limits = LIMITS.withMinimum(3)
                .withIdleTimeout(Duration.ofNanos(1))
                .withWaitTimeout(Duration.ofMillis(2))
                .withCloseTimeout(Duration.ZERO);

        assertThat(limits).isEqualTo(new PoolLimits(3, 3, Duration.ofNanos(1), Duration.ofMillis(2), Duration.ZERO));
    }
}
