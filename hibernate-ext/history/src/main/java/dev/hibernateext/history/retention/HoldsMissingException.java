/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.core.HibernateExtException;

/** A hold is to be placed, and the application has no table for it. */
public final class HoldsMissingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private HoldsMissingException(String message) {
        super("history.holds-missing", message, null);
    }

    static HoldsMissingException of() {
        return new HoldsMissingException(
                "Cannot hold a history: there is no table of holds. List LegalHold among the entities, or TenantLegalHold where rows belong to tenants.");
    }
}
