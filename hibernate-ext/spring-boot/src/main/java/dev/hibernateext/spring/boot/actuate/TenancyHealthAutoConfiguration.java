/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.actuate;

import dev.hibernateext.tenancy.catalog.TenantCatalog;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The health of tenancy, under the name {@code tenants}. */
@AutoConfiguration(after = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({TenantCatalog.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(TenantCatalog.class)
@ConditionalOnEnabledHealthIndicator("tenants")
class TenancyHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "tenantsHealthIndicator")
    @ConditionalOnSingleCandidate(EntityManagerFactory.class)
    HealthIndicator tenantsHealthIndicator(TenantCatalog catalog, EntityManagerFactory entities) {
        return new TenancyHealth(catalog, entities);
    }
}
