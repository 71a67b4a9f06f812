/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.isolation.IsolationAlert;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Which tenants there are, where they live and who is told. */
@Dependent
class TenancyBeans {

    @Produces
    BeanSetting catalog() {
        return new BeanSetting(TenancySettings.CATALOG, TenantCatalog.class, false);
    }

    @Produces
    BeanSetting databases() {
        return new BeanSetting(TenancySettings.DATABASES, TenantDatabases.class, false);
    }

    @Produces
    BeanSetting connectionState() {
        return new BeanSetting(TenancySettings.CONNECTION_STATE, TenantConnectionState.class, false);
    }

    @Produces
    BeanSetting audit() {
        return new BeanSetting(TenancySettings.AUDIT, TenancyAudit.class, false);
    }

    @Produces
    BeanSetting alert() {
        return new BeanSetting(IsolationSettings.ALERT, IsolationAlert.class, false);
    }
}
