/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

/**
 * How large what comes from outside may be. A document is refused as soon as it passes one of them.
 *
 * @param depth how deep {@code and} and {@code or} may be nested; a term at the top is at depth 1; at most 64
 * @param terms how many terms a filter may have, how many keys a sort
 * @param values how many values one term may have
 * @param textLength how many characters one value may have
 * @param size how many characters a JSON document or query string may have
 */
public record FilterLimits(int depth, int terms, int values, int textLength, int size) {

    /** What a thread's stack bears anywhere, as each level is a call. */
    private static final int DEEPEST = 64;

    private static final FilterLimits DEFAULTS = new FilterLimits(8, 64, 256, 1_024, 65_536);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is below 1, or the depth above 64
     */
    public FilterLimits {
        if (depth < 1 || depth > DEEPEST || terms < 1 || values < 1 || textLength < 1 || size < 1) {
            throw new IllegalArgumentException("Limits are at least 1 and the depth at most " + DEEPEST
                    + ": depth=" + depth + ", terms=" + terms + ", values=" + values + ", textLength=" + textLength
                    + ", size=" + size);
        }
    }

    /**
     * Depth 8, 64 terms, 256 values a term, 1 024 characters a value, 65 536 characters a document.
     *
     * @return the limits that apply unless others are given
     */
    public static FilterLimits defaults() {
        return DEFAULTS;
    }

    /**
     * The same limits with another depth.
     *
     * @param value from 1 to 64
     * @return a changed copy
     */
    public FilterLimits withDepth(int value) {
        return new FilterLimits(value, terms, values, textLength, size);
    }

    /**
     * The same limits with another number of terms.
     *
     * @param value from 1 on
     * @return a changed copy
     */
    public FilterLimits withTerms(int value) {
        return new FilterLimits(depth, value, values, textLength, size);
    }

    /**
     * The same limits with another number of values a term.
     *
     * @param value from 1 on
     * @return a changed copy
     */
    public FilterLimits withValues(int value) {
        return new FilterLimits(depth, terms, value, textLength, size);
    }

    /**
     * The same limits with another length of values.
     *
     * @param value characters, from 1 on
     * @return a changed copy
     */
    public FilterLimits withTextLength(int value) {
        return new FilterLimits(depth, terms, values, value, size);
    }

    /**
     * The same limits with another size of documents.
     *
     * @param value characters, from 1 on
     * @return a changed copy
     */
    public FilterLimits withSize(int value) {
        return new FilterLimits(depth, terms, values, textLength, value);
    }
}
