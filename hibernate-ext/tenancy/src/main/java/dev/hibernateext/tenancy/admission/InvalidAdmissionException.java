/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.core.HibernateExtException;

/** A limit of admission is out of its range. */
public final class InvalidAdmissionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String limit;

    private InvalidAdmissionException(String limit, String message) {
        super("tenancy.invalid-admission", message, null);
        this.limit = limit;
    }

    static void require(boolean valid, String limit, Object value, String allowed) {
        if (!valid) {
            throw new InvalidAdmissionException(
                    limit, "The admission limit '%s' is %s. Make it %s.".formatted(limit, value, allowed));
        }
    }

    /**
     * Which limit.
     *
     * @return its name: the component of {@link AdmissionLimits}, or of {@link TenantLimits} behind the word tenant
     */
    public String limit() {
        return limit;
    }
}
