/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Adds what keeps the tables of tenants; found by Hibernate through the service loader. */
public final class RowLevelSecurityServiceContributor implements ServiceContributor {

    /** For the service loader. */
    public RowLevelSecurityServiceContributor() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addInitiator(new TenantTableInitiator());
    }
}
