/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.internal.Epochs.Subject;
import org.jspecify.annotations.Nullable;

/** What was invalidated, and whether that ends a result. Safe for use by many threads. */
final class Invalidations {

    private static final int MOST_SUBJECTS = 10_000;
    private static final int MOST_PATTERNS = 1_000;
    private static final String ANY = "";

    private final Epochs keys = new Epochs(MOST_SUBJECTS);
    private final Epochs tags = new Epochs(MOST_SUBJECTS);
    private final Epochs tables = new Epochs(MOST_SUBJECTS);
    private final Epochs tenants = new Epochs(MOST_SUBJECTS);
    private final PatternLog patterns = new PatternLog(MOST_PATTERNS);

    void key(Realm realm, String key, long now) {
        keys.invalidate(new Subject(realm, key), now);
    }

    void pattern(Realm realm, KeyPattern pattern, long now) {
        patterns.invalidate(realm, pattern, now);
    }

    void tag(Realm realm, String tag, long now) {
        tags.invalidate(new Subject(realm, tag), now);
    }

    void table(Realm realm, String table, long now) {
        tables.invalidate(new Subject(realm, table), now);
    }

    void tenant(Realm realm, long now) {
        tenants.invalidate(new Subject(realm, ANY), now);
    }

    /** What ended the result, if anything did since its reader began. */
    @Nullable
    EndCause endOf(ResultEntry entry) {
        var realm = entry.key().realm();
        var began = entry.read().began();
        if (tenants.isInvalidatedSince(began, realm, ANY)) {
            return EndCause.TENANT;
        }
        if (isKeyInvalidated(entry)) {
            return EndCause.KEY;
        }
        if (entry.key().tags().stream().anyMatch(tag -> tags.isInvalidatedSince(began, realm, tag))) {
            return EndCause.TAG;
        }
        if (entry.read().tables().stream().anyMatch(table -> tables.isInvalidatedSince(began, realm, table))) {
            return EndCause.ENTITY;
        }
        return isPatternInvalidated(entry) ? EndCause.PATTERN : null;
    }

    private boolean isKeyInvalidated(ResultEntry entry) {
        var key = entry.key().key();
        return key != null
                && keys.isInvalidatedSince(entry.read().began(), entry.key().realm(), key);
    }

    private boolean isPatternInvalidated(ResultEntry entry) {
        var key = entry.key().key();
        return key != null
                && patterns.isInvalidatedSince(entry.read().began(), entry.key().realm(), key);
    }
}
