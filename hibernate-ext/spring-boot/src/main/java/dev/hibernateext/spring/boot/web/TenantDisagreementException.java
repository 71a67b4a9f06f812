/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.core.HibernateExtException;

/** A request named two tenants. Nothing was done for either. */
public final class TenantDisagreementException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    TenantDisagreementException() {
        super(
                "web.tenant-disagreement",
                "The request names more than one tenant. Send the same in its claim, header, host and path.",
                null);
    }

    @Override
    public int status() {
        return 403;
    }
}
