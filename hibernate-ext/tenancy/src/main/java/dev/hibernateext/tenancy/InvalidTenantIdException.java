/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.HibernateExtException;

/** What should name a tenant cannot be the identifier of one. No connection was taken. */
public final class InvalidTenantIdException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private static final String ALLOWED =
            " Pass 1 to %d of a-z, 0-9, '-', '_' and '.', beginning with a letter or a digit."
                    .formatted(TenantIds.MAX_LENGTH);

    private InvalidTenantIdException(String message) {
        super("tenancy.invalid-id", message + ALLOWED, null);
    }

    static InvalidTenantIdException tooLong(int length) {
        return new InvalidTenantIdException("A tenant identifier has %d characters.".formatted(length));
    }

    /** Does not repeat what came from outside. */
    static InvalidTenantIdException malformed(String id) {
        return new InvalidTenantIdException(
                id.isBlank()
                        ? "A tenant identifier is blank."
                        : "A tenant identifier of %d characters has one that is not allowed there."
                                .formatted(id.length()));
    }

    @Override
    public int status() {
        return 400;
    }
}
