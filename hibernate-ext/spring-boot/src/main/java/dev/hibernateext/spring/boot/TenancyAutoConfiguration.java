/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.isolation.IsolationAlert;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * A bean of {@link TenantCatalog} gives the persistence unit tenants; the others say where they live and who is told. Two beans of a type,
 * none of them primary, fail the start: whom rows belong to is not guessed.
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({TenantCatalog.class, HibernatePropertiesCustomizer.class})
class TenancyAutoConfiguration {

    @Bean
    HibernatePropertiesCustomizer hibernateExtTenantCatalog(ObjectProvider<TenantCatalog> catalogs) {
        return new BeanSetting(TenancySettings.CATALOG, catalogs::getIfAvailable);
    }

    @Bean
    HibernatePropertiesCustomizer hibernateExtTenantDatabases(ObjectProvider<TenantDatabases> databases) {
        return new BeanSetting(TenancySettings.DATABASES, databases::getIfAvailable);
    }

    @Bean
    HibernatePropertiesCustomizer hibernateExtConnectionState(ObjectProvider<TenantConnectionState> states) {
        return new BeanSetting(TenancySettings.CONNECTION_STATE, states::getIfAvailable);
    }

    @Bean
    HibernatePropertiesCustomizer hibernateExtTenancyAudit(ObjectProvider<TenancyAudit> audits) {
        return new BeanSetting(TenancySettings.AUDIT, audits::getIfAvailable);
    }

    @Bean
    HibernatePropertiesCustomizer hibernateExtIsolationAlert(ObjectProvider<IsolationAlert> alerts) {
        return new BeanSetting(IsolationSettings.ALERT, alerts::getIfAvailable);
    }
}
