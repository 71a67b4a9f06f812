/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.context.Actor;

/**
 * Says that the application has decided to let somebody work for other tenants than the one in force. Whoever makes one is
 * responsible for the decision; it is written to the audit with its reason.
 *
 * @param actor who works across tenants
 * @param reason why, for the audit; not blank
 */
public record TenantPermission(Actor actor, String reason) {

    /** Checks the reason. */
    public TenantPermission {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("The reason of a tenant permission is blank. Say why, for the audit.");
        }
    }
}
