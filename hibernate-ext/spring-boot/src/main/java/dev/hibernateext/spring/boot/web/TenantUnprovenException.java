/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.HibernateExtException;

/** Somebody is authenticated, but nothing says that they belong to the tenant the request names. Nothing was done. */
public final class TenantUnprovenException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private TenantUnprovenException(String message) {
        super("web.tenant-unproven", message, null);
    }

    /**
     * Whoever acts has no claim.
     *
     * @param claim its name
     * @return the error to throw
     */
    public static TenantUnprovenException withoutClaim(String claim) {
        return new TenantUnprovenException(
                "The authentication has no claim '%s', which says whose tenant it is. Ask for a token with it."
                        .formatted(claim));
    }

    @Override
    public int status() {
        return 403;
    }
}
