/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.internal.redis.RemoteChanges;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Ends results by hand. Safe for use by many threads. */
interface Ending {

    void key(Realm realm, String key);

    /** One that can be read. */
    void pattern(Realm realm, String pattern);

    void tag(Realm realm, String tag);

    void table(Realm realm, String table);

    void tenant(Realm realm);

    /** Those of this process. */
    record Local(Invalidations invalidations, LongSupplier counter) implements Ending {

        private long next() {
            return counter.getAsLong();
        }

        @Override
        public void key(Realm realm, String key) {
            invalidations.key(realm, key, next());
        }

        @Override
        public void pattern(Realm realm, String pattern) {
            invalidations.pattern(realm, KeyPattern.of(pattern), next());
        }

        @Override
        public void tag(Realm realm, String tag) {
            invalidations.tag(realm, tag, next());
        }

        @Override
        public void table(Realm realm, String table) {
            invalidations.table(realm, table, next());
        }

        @Override
        public void tenant(Realm realm) {
            invalidations.tenant(realm, next());
        }
    }

    /** Those of all nodes. */
    record Shared(Supplier<RemoteChanges> changes) implements Ending {

        private void change(String name) {
            changes.get().change(List.of(name));
        }

        @Override
        public void key(Realm realm, String key) {
            change(EndNames.key(realm, key));
        }

        @Override
        public void pattern(Realm realm, String pattern) {
            KeyPattern.of(pattern);
            changes.get().pattern(EndNames.pattern(realm, pattern));
        }

        @Override
        public void tag(Realm realm, String tag) {
            change(EndNames.tag(realm, tag));
        }

        @Override
        public void table(Realm realm, String table) {
            change(EndNames.entity(realm, table));
        }

        @Override
        public void tenant(Realm realm) {
            change(EndNames.tenant(realm));
        }
    }
}
