/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.deadline;

import java.time.Duration;

/**
 * A wait on the way to a connection that ended well.
 *
 * @param reason what for, as it stands in messages: {@code "its turn"}
 * @param time how long
 */
public record Wait(String reason, Duration time) {

    /** For messages. */
    @Override
    public String toString() {
        return "%d ms for %s".formatted(time.toMillis(), reason);
    }
}
