/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.KeyPatternException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern that a key matches as a whole or not. A match takes at most as many steps as key and pattern have characters, multiplied. */
final class KeyPattern {

    /** Null for a star. */
    private final List<@Nullable CharSet> parts;

    private KeyPattern(List<@Nullable CharSet> parts) {
        this.parts = parts;
    }

    /** A pattern as it is written. */
    static KeyPattern of(String text) {
        if (text.isBlank()) {
            throw KeyPatternException.at(text, 0, "Write at least one character; * matches every key.");
        }
        var parts = new ArrayList<@Nullable CharSet>();
        var at = 0;
        while (at < text.length()) {
            var set = CharSet.at(text, at);
            parts.add(set);
            at = set == null ? at + 1 : set.end();
        }
        return new KeyPattern(parts);
    }

    /** Only the last star seen is ever taken back: what the others stand for need not change. */
    boolean matches(String key) {
        var part = 0;
        var at = 0;
        var star = -1;
        var starAt = 0;
        while (at < key.length()) {
            if (isStar(part)) {
                star = part++;
                starAt = at;
            } else if (isMatch(part, key.charAt(at))) {
                part++;
                at++;
            } else if (star >= 0) {
                part = star + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        return areStars(part);
    }

    private boolean isStar(int part) {
        return part < parts.size() && parts.get(part) == null;
    }

    private boolean isMatch(int part, char one) {
        var set = part < parts.size() ? parts.get(part) : null;
        return set != null && set.has(one);
    }

    private boolean areStars(int from) {
        return parts.subList(from, parts.size()).stream().allMatch(set -> set == null);
    }
}
