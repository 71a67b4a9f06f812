/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A pattern of keys cannot be read. */
public final class KeyPatternException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String pattern;
    private final int position;

    private KeyPatternException(String pattern, int position, String message) {
        super("cache.key-pattern", message, null);
        this.pattern = pattern;
        this.position = position;
    }

    /**
     * A pattern that breaks off.
     *
     * @param pattern the pattern
     * @param position of the character that is wrong, from 0
     * @param remedy what to do, as a sentence
     * @return the error to throw
     */
    public static KeyPatternException at(String pattern, int position, String remedy) {
        return new KeyPatternException(
                pattern,
                position,
                "Cannot read the pattern '%s' of keys at position %d. %s".formatted(pattern, position, remedy));
    }

    /**
     * The pattern.
     *
     * @return as it was passed
     */
    public String pattern() {
        return pattern;
    }

    /**
     * Where it is wrong.
     *
     * @return the index of the character, from 0
     */
    public int position() {
        return position;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("pattern", pattern, "position", position);
    }
}
