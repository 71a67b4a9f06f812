/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.ResultStep.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The changes that end results, each under a name. Safe for use by many threads. */
public final class RemoteChanges {

    /** Changed by patterns that are known no longer. */
    public static final String PATTERNS = "patterns";

    private static final int MOST_PATTERNS = 1_000;

    private final RedisLink link;
    private final Duration lockTimeout;

    /**
     * Those behind a link.
     *
     * @param lockTimeout how long a writer is waited for
     */
    public RemoteChanges(RedisLink link, Duration lockTimeout) {
        this.link = link;
        this.lockTimeout = lockTimeout;
    }

    /** Somebody writes; results that these end are neither found nor put until it is over. */
    public void lock(String id, Collection<String> names) {
        ask(ResultStep.on(Kind.LOCK, List.copyOf(names), id, lockTimeout.toMillis()));
    }

    /** It is over, however it ended. */
    public void unlock(String id, Collection<String> names) {
        ask(ResultStep.on(Kind.UNLOCK, List.copyOf(names), id));
    }

    /** Something was written. */
    public void change(Collection<String> names) {
        ask(ResultStep.on(Kind.CHANGE, List.copyOf(names)));
    }

    /** Results whose key a pattern matches end, which nodes find out when they find them. */
    public void pattern(String text) {
        link.ask(ResultStep.on(Kind.PATTERN, List.of(), text, MOST_PATTERNS).call());
    }

    private void ask(ResultStep step) {
        if (!step.names().isEmpty()) {
            link.ask(step.call());
        }
    }
}
