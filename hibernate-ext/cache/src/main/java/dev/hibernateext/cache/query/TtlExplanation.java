/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an {@link AdaptiveTtl} is what it is for an entity and a tenant now.
 *
 * @param entity the name of the entity
 * @param tenant whose; null for sessions without a tenant
 * @param ttl what results of the entity alone are used for
 * @param reason what decides
 * @param changes how many commits were seen to change one of its tables, of the table that changes most often
 * @param interval the mean between two of them; null before two were seen
 * @param lastChange the last of them; null if there was none
 */
public record TtlExplanation(
        String entity,
        @Nullable String tenant,
        Duration ttl,
        Reason reason,
        long changes,
        @Nullable Duration interval,
        @Nullable Instant lastChange) {

    /** What decides. */
    public enum Reason {

        /** Fewer than two changes were seen. */
        NOT_ENOUGH_SEEN,

        /** The mean between two changes. */
        MEAN_INTERVAL,

        /** Half the time since the last change, which is longer than the mean. */
        QUIET_FOR_LONGER,

        /** The lower bound, since it changes more often. */
        SHORTEST,

        /** The upper bound, since it changes more rarely. */
        LONGEST
    }
}
