/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Adds the beans of this package to an application; containers find it. Those for tenants are added where tenants may be. */
public class HibernateExtExtension implements Extension {

    private static final String TENANTS = "dev.hibernateext.tenancy.Tenants";

    /** For the container. */
    public HibernateExtExtension() {}

    void addBeans(@Observes BeforeBeanDiscovery discovery) {
        add(discovery, PersistenceSettings.class);
        add(discovery, CoreBeans.class);
        if (hasTenants()) {
            add(discovery, TenancyBeans.class);
            add(discovery, TenantScopeInterceptor.class);
        }
    }

    private static void add(BeforeBeanDiscovery discovery, Class<?> type) {
        discovery.addAnnotatedType(type, type.getName());
    }

    private static boolean hasTenants() {
        try {
            Class.forName(TENANTS, false, HibernateExtExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
