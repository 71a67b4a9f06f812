/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers what was found out about the texts of statements, of which an application has few. Safe for use by many threads. */
public final class TextCache<V> {

    /** More than a persistence unit has; texts with literals in them push the rest out. */
    private static final int MOST = 1_000;

    private final Map<String, V> known = new ConcurrentHashMap<>();
    private final Function<String, V> finding;

    /** Remembers what a function finds out. */
    public TextCache(Function<String, V> finding) {
        this.finding = finding;
    }

    /** What is known about a text, found out if it is new. */
    public V get(String text) {
        var value = known.get(text);
        return value != null ? value : find(text);
    }

    private V find(String text) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(text, finding);
    }
}
