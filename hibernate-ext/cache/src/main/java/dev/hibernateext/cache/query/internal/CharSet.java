/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.KeyPatternException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One character of a pattern.
 *
 * @param ranges those it stands for, or those it does not
 * @param excluded whether it stands for all others
 * @param end the index in the pattern behind it
 */
record CharSet(List<Range> ranges, boolean excluded, int end) {

    record Range(char first, char last) {

        boolean has(char one) {
            return first <= one && one <= last;
        }
    }

    boolean has(char one) {
        return ranges.stream().anyMatch(range -> range.has(one)) != excluded;
    }

    /** What stands at a position; null for a star. */
    static @Nullable CharSet at(String pattern, int at) {
        return switch (pattern.charAt(at)) {
            case '*' -> null;
            case '?' -> new CharSet(List.of(), true, at + 1);
            case '[' -> bracket(pattern, at);
            case '\\' -> one(pattern, at + 1);
            default -> one(pattern, at);
        };
    }

    private static CharSet one(String pattern, int at) {
        if (at == pattern.length()) {
            throw KeyPatternException.at(pattern, at - 1, "Write a character behind the backslash.");
        }
        var one = pattern.charAt(at);
        return new CharSet(List.of(new Range(one, one)), false, at + 1);
    }

    private static CharSet bracket(String pattern, int open) {
        var close = pattern.indexOf(']', open + 1);
        var excluded = pattern.startsWith("!", open + 1);
        var from = excluded ? open + 2 : open + 1;
        if (close <= from) {
            throw KeyPatternException.at(
                    pattern, open, "Write characters and a closing bracket behind the opening one.");
        }
        return new CharSet(ranges(pattern, from, close), excluded, close + 1);
    }

    private static List<Range> ranges(String pattern, int from, int close) {
        var ranges = new ArrayList<Range>();
        var at = from;
        while (at < close) {
            var isRange = at + 2 < close && pattern.charAt(at + 1) == '-';
            var range = new Range(pattern.charAt(at), pattern.charAt(isRange ? at + 2 : at));
            if (range.first() > range.last()) {
                throw KeyPatternException.at(pattern, at, "Write the lower character of a range first.");
            }
            ranges.add(range);
            at += isRange ? 3 : 1;
        }
        return ranges;
    }
}
