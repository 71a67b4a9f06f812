/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a tenant should have. Guarded by its lock, so that what is compared was not changed meanwhile.
 *
 * @param tenant whose
 * @param inRows whether others have rows in the same tables
 * @param first the first of its identifiers; those of others are different
 * @param lock held while the tenant is worked for
 * @param committed what is there
 */
record TenantOracleModel(String tenant, boolean inRows, long first, ReentrantLock lock, Content committed) {

    static final int KEYS = 16;

    static TenantOracleModel of(String tenant, boolean inRows, int index) {
        return new TenantOracleModel(
                tenant,
                inRows,
                (long) index * KEYS,
                new ReentrantLock(),
                new Content(new TreeMap<>(), new TreeMap<>()));
    }

    /** Rows by identifier, and those that are in the trash. */
    record Content(Map<Long, Integer> active, Map<Long, Integer> deleted) {

        Content copy() {
            return new Content(new TreeMap<>(active), new TreeMap<>(deleted));
        }

        void replaceBy(Content other) {
            active.clear();
            active.putAll(other.active);
            deleted.clear();
            deleted.putAll(other.deleted);
        }

        void delete(long id) {
            deleted.put(id, active.remove(id));
        }

        void restore(long id) {
            active.put(id, deleted.remove(id));
        }
    }
}
