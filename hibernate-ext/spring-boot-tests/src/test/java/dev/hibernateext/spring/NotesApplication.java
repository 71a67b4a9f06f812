/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring;

import dev.hibernateext.core.context.Contexts;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Nothing but the tenant's source is set up: the library is on the class path. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableJpaRepositories(repositoryImplementationPostfix = "OverSession")
class NotesApplication {

    @Bean
    CurrentTenantIdentifierResolver<String> tenants() {
        return new TenantOfContext();
    }

    /** The tenant that work is done for. */
    private static final class TenantOfContext implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            var tenant = Contexts.current().tenant();
            return tenant == null ? "nobody" : tenant.value();
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
