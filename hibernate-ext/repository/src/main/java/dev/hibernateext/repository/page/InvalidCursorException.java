/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.core.HibernateExtException;

/**
 * A token cannot be used. Nothing was read from the database. Status 400; the client begins with the first page again.
 *
 * <p>Codes: {@code page.cursor-malformed} for a text that is no token of this version, {@code page.cursor-tampered} if it was
 * changed or signed with another key, {@code page.cursor-foreign} for one of another tenant, {@code page.cursor-stale-sort} for
 * one of another entity or sort, {@code page.cursor-expired}.
 */
public final class InvalidCursorException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private InvalidCursorException(String code, String problem) {
        super(
                "page." + code,
                "Cannot read the page at this cursor: %s. Begin with the first page again.".formatted(problem),
                null);
    }

    static InvalidCursorException malformed() {
        return new InvalidCursorException("cursor-malformed", "it is no cursor, or one of another version");
    }

    static InvalidCursorException tampered() {
        return new InvalidCursorException("cursor-tampered", "its signature does not fit");
    }

    static InvalidCursorException foreign() {
        return new InvalidCursorException("cursor-foreign", "it was made for another tenant");
    }

    static InvalidCursorException staleSort() {
        return new InvalidCursorException("cursor-stale-sort", "it was made for another sort or entity");
    }

    static InvalidCursorException expired() {
        return new InvalidCursorException("cursor-expired", "it has expired");
    }

    @Override
    public int status() {
        return 400;
    }
}
