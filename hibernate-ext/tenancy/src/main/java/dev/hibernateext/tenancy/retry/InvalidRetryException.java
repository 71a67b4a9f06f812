/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import dev.hibernateext.core.HibernateExtException;

/** A setting of how connecting is tried again is out of its range. */
public final class InvalidRetryException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    private InvalidRetryException(String setting, String message) {
        super("tenancy.invalid-retry", message, null);
        this.setting = setting;
    }

    static void require(boolean valid, String setting, Object value, String allowed) {
        if (!valid) {
            throw new InvalidRetryException(
                    setting, "Cannot connect again with %s %s. Make it %s.".formatted(setting, value, allowed));
        }
    }

    /**
     * Which setting.
     *
     * @return its name, the component of {@link ConnectRetries} or {@link CircuitLimits}
     */
    public String setting() {
        return setting;
    }
}
