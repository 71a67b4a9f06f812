/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.AdaptiveTtl;
import dev.hibernateext.cache.query.TtlExplanation.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * How often something changes.
 *
 * @param changes how many were seen
 * @param last the last
 * @param mean between two, in milliseconds; 0 before two were seen
 */
record ChangeInterval(long changes, Instant last, double mean) {

    /** How much the latest interval counts. */
    private static final double WEIGHT = 0.2;

    static ChangeInterval first(Instant now) {
        return new ChangeInterval(1, now, 0);
    }

    /** Another change, which a clock that was set back tells at the same time. */
    ChangeInterval next(Instant now) {
        var gap = Math.max(0, Duration.between(last, now).toMillis());
        return new ChangeInterval(changes + 1, now, changes == 1 ? gap : mean + WEIGHT * (gap - mean));
    }

    boolean isKnown() {
        return changes > 1;
    }

    Duration interval() {
        return Duration.ofMillis(Math.round(mean));
    }

    /** Half the time since, so that what is read again and again in a quiet time is read ever more rarely. */
    private Duration quiet(Instant now) {
        return Duration.between(last, now).dividedBy(2);
    }

    private Duration expected(Instant now) {
        var quiet = quiet(now);
        return quiet.compareTo(interval()) > 0 ? quiet : interval();
    }

    Duration ttl(AdaptiveTtl bounds, Instant now) {
        return isKnown() ? bounds.clamp(expected(now)) : bounds.longest();
    }

    Reason reason(AdaptiveTtl bounds, Instant now) {
        if (!isKnown()) {
            return Reason.NOT_ENOUGH_SEEN;
        }
        var expected = expected(now);
        if (expected.compareTo(bounds.shortest()) < 0) {
            return Reason.SHORTEST;
        }
        if (expected.compareTo(bounds.longest()) > 0) {
            return Reason.LONGEST;
        }
        return expected.equals(interval()) ? Reason.MEAN_INTERVAL : Reason.QUIET_FOR_LONGER;
    }
}
