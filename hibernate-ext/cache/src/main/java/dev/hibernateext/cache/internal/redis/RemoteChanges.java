/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.ResultStep.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes that end results, each under a name. Safe for use by many threads. */
public final class RemoteChanges {

    /** Changed by patterns that are known no longer. */
    public static final String PATTERNS = "patterns";

    /** What the script knows for all columns. */
    static final String ALL_COLUMNS = "*";

    private static final int MOST_PATTERNS = 1_000;

    /** Who gives nothing back. */
    private static final String NOBODY = "nobody";

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

    /**
     * What was written under a name.
     *
     * @param name of a table, and tenant
     * @param columns those that were, each one word; null for all
     * @param passes the name of what proves that it was no others, if it did not change since the session was opened; empty for nothing
     */
    public record Write(String name, @Nullable Set<String> columns, String passes) {

        String text() {
            return columns == null ? ALL_COLUMNS : String.join(" ", columns);
        }
    }

    /** Somebody writes; results that these end are neither found nor put until it is over. */
    public void lock(String id, Collection<String> names) {
        ask(ResultStep.on(Kind.LOCK, List.copyOf(names), id, lockTimeout.toMillis()));
    }

    /** Somebody writes, and does not say when it is over. */
    public void lock(Collection<String> names) {
        lock(NOBODY, names);
    }

    /**
     * It is over, however it ended.
     *
     * @param opened where the session was opened
     */
    public void unlock(String id, Position opened, List<Write> writes) {
        var names = writes.stream().map(Write::name).toList();
        var parameters = new ArrayList<Object>(List.of(id));
        for (var write : writes) {
            parameters.add(write.text());
            parameters.add(write.passes());
        }
        ask(new ResultStep(Kind.UNLOCK, "", "", opened, parameters, names));
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
