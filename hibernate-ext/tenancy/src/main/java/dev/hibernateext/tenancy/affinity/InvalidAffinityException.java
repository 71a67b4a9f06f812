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
        if (!valid) {
            throw new InvalidAffinityException(
                    limit, "AffinityLimits.%s is %s. Give it %s.".formatted(limit, value, range));
        }
    }

    /**
     * What is wrong.
     *
     * @return a component of {@link AffinityLimits}
     */
    public String limit() {
        return limit;
    }
}
