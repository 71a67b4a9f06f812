/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.HashMap;
import java.util.Map;

/** Maps that nearly always have one entry, since a transaction writes few tables: a hash table costs each of them more than the write does. */
final class SmallMap {

    private SmallMap() {}

    /** The map with an entry; the one given is not to be used any more. */
    static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        if (map.isEmpty() || (map.size() == 1 && map.containsKey(key))) {
            return Map.of(key, value);
        }
        var all = map instanceof HashMap ? map : new HashMap<>(map);
        all.put(key, value);
        return all;
    }
}
