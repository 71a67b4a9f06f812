/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.service.spi.ServiceRegistryImplementor;

final class TenantTableInitiator implements StandardServiceInitiator<TenantTableModels> {

    @Override
    public Class<TenantTableModels> getServiceInitiated() {
        return TenantTableModels.class;
    }

    @Override
    public TenantTableModels initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
        return new TenantTableModels();
    }
}
