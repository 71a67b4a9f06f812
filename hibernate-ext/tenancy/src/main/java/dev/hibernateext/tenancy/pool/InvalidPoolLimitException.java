/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.core.HibernateExtException;
import java.time.Duration;

/** Pools cannot be kept within limits like these. Code: {@code tenancy.pool-limit}. */
public final class InvalidPoolLimitException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    /** Within the range of {@link System#nanoTime}. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final String setting;

    private InvalidPoolLimitException(String setting, String fault, String remedy) {
        super("tenancy.pool-limit", "PoolLimits.%s %s. Set it to %s.".formatted(setting, fault, remedy), null);
        this.setting = setting;
    }

    static void requireCounts(int maximum, int minimum) {
        if (maximum < 1) {
            throw new InvalidPoolLimitException("maximum", "is " + maximum, "1 or more");
        }
        if (minimum < 0 || minimum > maximum) {
            throw new InvalidPoolLimitException(
                    "minimum", "is %d with a maximum of %d".formatted(minimum, maximum), "0 up to the maximum");
        }
    }

    static void requirePositive(String setting, Duration time) {
        if (time.isZero()) {
            throw new InvalidPoolLimitException(setting, "is zero", "a time of more than zero");
        }
        requireNotNegative(setting, time);
    }

    static void requireNotNegative(String setting, Duration time) {
        if (time.isNegative()) {
            throw new InvalidPoolLimitException(setting, "is negative: " + time, "a time that is not");
        }
        if (time.compareTo(LONGEST) > 0) {
            throw new InvalidPoolLimitException(setting, "is too long: " + time, "ten years at most");
        }
    }

    /**
     * Which limit it is.
     *
     * @return the component of {@link PoolLimits}
     */
    public String setting() {
        return setting;
    }
}
