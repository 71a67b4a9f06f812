/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.audit.TenancyEvent;

/**
 * Is told when a native statement reaches beyond its tenant, before the statement runs, on its thread. If it throws, the
 * statement does not run.
 */
@FunctionalInterface
public interface IsolationAlert {

    /**
     * A statement reaches beyond its tenant.
     *
     * @param event whose it is and what it does
     */
    void raise(TenancyEvent.Trespassed event);
}
