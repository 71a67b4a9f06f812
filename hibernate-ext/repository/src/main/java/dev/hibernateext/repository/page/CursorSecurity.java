/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What protects tokens: the keys, the first of which signs, and for how long a token is good. */
record CursorSecurity(List<byte[]> keys, @Nullable Duration lifetime, Clock clock) {

    /** Half of what HMAC-SHA-256 uses at most; RFC 2104, section 3 advises against less. */
    static final int SHORTEST_KEY = 16;

    CursorSecurity {
        keys = keys.stream().map(byte[]::clone).toList();
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length < SHORTEST_KEY)) {
            throw new IllegalArgumentException(
                    "Cursors are signed: give a key of at least " + SHORTEST_KEY + " bytes, the same on every node");
        }
    }

    @Override
    public String toString() {
        return "CursorSecurity[keys=" + keys.size() + ", lifetime=" + lifetime + "]";
    }
}
