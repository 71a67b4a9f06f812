/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.CachedResult;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A result as Hibernate keeps it, and what decides how long. */
final class ResultEntry {

    private final ResultKey key;
    private final Object item;
    private final Read read;
    private final AtomicBoolean ended = new AtomicBoolean();

    ResultEntry(ResultKey key, Object item, Read read) {
        this.key = key;
        this.item = item;
        this.read = read;
    }

    /**
     * How a result was read.
     *
     * @param tables from which
     * @param began when the reader's transaction began, in numbers of the region factory
     * @param millis when it was put, by the factory's clock
     */
    record Read(Set<String> tables, long began, long millis) {}

    CachedResult result() {
        return key.result(read.tables());
    }

    ResultKey key() {
        return key;
    }

    Object item() {
        return item;
    }

    Read read() {
        return read;
    }

    /** True for the first who finds it ended. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }
}
