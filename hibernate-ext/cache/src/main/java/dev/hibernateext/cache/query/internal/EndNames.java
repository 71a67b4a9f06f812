/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.internal.redis.RemoteChanges;
import dev.hibernateext.cache.query.EndCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names in Redis under which results are invalidated, each for one tenant or for all. */
final class EndNames {

    private EndNames() {}

    /** What ends a result, and why. */
    record End(String name, EndCause cause) {}

    static List<End> of(ResultKey key, Set<String> tables) {
        var ends = new ArrayList<End>();
        for (var realm : List.of(key.realm(), Realm.ALL)) {
            ends.add(new End(tenant(realm), EndCause.TENANT));
            tables.forEach(table -> ends.add(new End(entity(realm, table), EndCause.ENTITY)));
            key.tags().forEach(tag -> ends.add(new End(tag(realm, tag), EndCause.TAG)));
            if (key.key() != null) {
                ends.add(new End(key(realm, key.key()), EndCause.KEY));
            }
        }
        if (key.key() != null) {
            ends.add(new End(RemoteChanges.PATTERNS, EndCause.PATTERN));
        }
        return ends;
    }

    static String tenant(Realm realm) {
        return "tenant " + text(realm);
    }

    static String entity(Realm realm, String table) {
        return "entity %s %s".formatted(text(realm), table);
    }

    static String tag(Realm realm, String tag) {
        return "tag %s %s".formatted(text(realm), tag);
    }

    static String key(Realm realm, String key) {
        return "key %s %s".formatted(text(realm), key);
    }

    /** With the pattern behind it, since it may have any characters. */
    static String pattern(Realm realm, String pattern) {
        return text(realm) + ' ' + pattern;
    }

    /** Whether a pattern, with the number of its change before it, ends results under the key. */
    static boolean ends(String numbered, ResultKey key) {
        var text = numbered.substring(numbered.indexOf(' ') + 1);
        for (var realm : List.of(key.realm(), Realm.ALL)) {
            var before = text(realm) + ' ';
            if (text.startsWith(before)) {
                return key.key() != null
                        && KeyPattern.of(text.substring(before.length())).matches(key.key());
            }
        }
        return false;
    }

    /** With its length, since a tenant may have any characters. */
    private static String text(Realm realm) {
        if (realm.all()) {
            return "all";
        }
        return realm.tenant() == null ? "none" : realm.tenant().length() + " " + realm.tenant();
    }
}
