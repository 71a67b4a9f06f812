/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.HibernateExtException;

/** A request named no tenant where one is required. Nothing was done. */
public final class TenantNotNamedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    TenantNotNamedException() {
        super(
                "web.tenant-not-named",
                "The request names no tenant. Name it as the application asks for: by a claim, a header, the host or the path.",
                null);
    }

    @Override
    public int status() {
        return 400;
    }
}
