/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/**
 * What the script says of a step.
 *
 * @param position after the step
 * @param outcome 1 if it was done; for counts, the count
 * @param outgrown how many entries made room
 * @param expired how many entries were too old
 * @param value the entry that was looked for
 * @param more what else there is
 */
record Answer(Position position, long outcome, long outgrown, long expired, Optional<byte[]> value, List<Object> more) {

    static Answer of(List<Object> parts) {
        return new Answer(
                new Position(new String((byte[]) parts.get(0), UTF_8), (Long) parts.get(1)),
                (Long) parts.get(2),
                (Long) parts.get(3),
                (Long) parts.get(4),
                parts.size() > 5 ? Optional.ofNullable((byte[]) parts.get(5)) : Optional.empty(),
                parts.size() > 6 ? parts.subList(6, parts.size()) : List.of());
    }

    boolean isDone() {
        return outcome > 0;
    }
}
