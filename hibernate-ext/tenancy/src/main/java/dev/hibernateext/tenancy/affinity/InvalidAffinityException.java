/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.HibernateExtException;

/** A limit of affine connections is out of its range. */
public final class InvalidAffinityException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String limit;

    private InvalidAffinityException(String limit, String message) {
        super("tenancy.invalid-affinity", message, null);
        this.limit = limit;
    }

    static void require(boolean valid, String limit, Object value, String range) {
        require("AffinityLimits", valid, limit, "%s. Give it %s".formatted(value, range));
    }

    static void requireStatements(boolean valid, String limit, Object value, String range) {
        require("StatementLimits", valid, limit, "%s. Give it %s".formatted(value, range));
    }

    private static void require(String limits, boolean valid, String limit, String state) {
        if (!valid) {
            throw new InvalidAffinityException(limit, "%s.%s is %s.".formatted(limits, limit, state));
        }
    }

    /**
     * What is wrong.
     *
     * @return a component of {@link AffinityLimits} or {@link StatementLimits}
     */
    public String limit() {
        return limit;
    }
}
