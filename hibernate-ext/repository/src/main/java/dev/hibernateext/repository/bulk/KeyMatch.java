/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the rows sent is one that came back. PostgreSQL returns them in the order they were sent in, and does not promise to; so
 * each is compared with the key at its place, and looked for if it is not there. A key that the database has changed, as it
 * does with {@code char} and {@code citext}, is known by its place alone. Belongs to one write.
 */
final class KeyMatch {

    private final int width;
    private final List<@Nullable Object> sent = new ArrayList<>();
    private final BitSet matched = new BitSet();
    private @Nullable Map<List<@Nullable Object>, Integer> places;

    KeyMatch(int width) {
        this.width = width;
    }

    void clear() {
        sent.clear();
        matched.clear();
        places = null;
    }

    /** Takes one value of the key of the next row; a row has as many as the key is wide. */
    void add(@Nullable Object value) {
        sent.add(value);
    }

    /** The place of a row that came back, among those sent. */
    int placeOf(@Nullable Object[] key, int returned) {
        var place = isAt(returned, key) ? returned : find(key, returned);
        if (place * width >= sent.size() || matched.get(place)) {
            throw new StaleStateException("More than one row came back for the one at %d.".formatted(place));
        }
        matched.set(place);
        return place;
    }

    private boolean isAt(int place, @Nullable Object[] key) {
        if ((place + 1) * width > sent.size()) {
            return false;
        }
        for (var i = 0; i < width; i++) {
            if (!isSame(sent.get(place * width + i), key[i])) {
                return false;
            }
        }
        return true;
    }

    /** The database takes numbers that differ in their scale for the same. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return Objects.deepEquals(one, other)
                || (one instanceof Comparable value
                        && other != null
                        && other.getClass() == one.getClass()
                        && value.compareTo(other) == 0);
    }

    private int find(@Nullable Object[] key, int returned) {
        if (places == null) {
            places = new HashMap<>();
            for (var place = 0; place * width < sent.size(); place++) {
                places.put(sent.subList(place * width, (place + 1) * width), place);
            }
        }
        return places.getOrDefault(Arrays.asList(key), returned);
    }
}
