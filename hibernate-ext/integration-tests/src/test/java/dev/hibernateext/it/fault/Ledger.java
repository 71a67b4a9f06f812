/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.fault;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What writers were told about each of their transactions. Safe for use by many threads. */
final class Ledger {

    private final Set<Long> intended = ConcurrentHashMap.newKeySet();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> failed = ConcurrentHashMap.newKeySet();
    private final Set<Long> unknown = ConcurrentHashMap.newKeySet();

    void intend(long id) {
        intended.add(id);
    }

    void acknowledge(long id) {
        acknowledged.add(id);
    }

    void fail(long id) {
        failed.add(id);
    }

    void loseSight(long id) {
        unknown.add(id);
    }

    Set<Long> intended() {
        return intended;
    }

    Set<Long> acknowledged() {
        return acknowledged;
    }

    Set<Long> failed() {
        return failed;
    }

    Set<Long> unknown() {
        return unknown;
    }

    @Override
    public String toString() {
        return "%d intended, %d acknowledged, %d failed, %d unknown"
                .formatted(intended.size(), acknowledged.size(), failed.size(), unknown.size());
    }
}
