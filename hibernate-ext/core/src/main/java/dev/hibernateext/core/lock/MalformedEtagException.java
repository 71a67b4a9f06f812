/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A text from outside is no entity tag, or no list of them. Nothing was read or written. Status 400. */
public final class MalformedEtagException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final int position;

    private MalformedEtagException(String problem, int position) {
        super(
                "lock.malformed-etag",
                "Cannot read an entity tag: %s at position %d. Send back the ETag header as it was received, quotes included."
                        .formatted(problem, position),
                null);
        this.position = position;
    }

    static MalformedEtagException tagExpected(int position) {
        return new MalformedEtagException("no tag in quotes", position);
    }

    static MalformedEtagException characterNotAllowed(int position) {
        return new MalformedEtagException("no closing quote, or a character not allowed,", position);
    }

    static MalformedEtagException endExpected(int position) {
        return new MalformedEtagException("neither a comma nor the end", position);
    }

    /**
     * Where the text stops being well-formed.
     *
     * @return an index into the text, counting from 0; its length if something is missing at the end
     */
    public int position() {
        return position;
    }

    @Override
    public int status() {
        return 400;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("position", position);
    }
}
