/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import dev.hibernateext.tenancy.Tenants;
import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;

/** Requests are for the tenant they name, where something says how they do. */
@AutoConfiguration(before = WebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Tenants.class, DispatcherServlet.class})
@Conditional(TenantWebAutoConfiguration.IsNamed.class)
@EnableConfigurationProperties(WebProperties.class)
class TenantWebAutoConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RequestTenant hibernateExtRequestTenant(WebProperties properties, ObjectProvider<TenantResolver> own) {
        var named = properties.tenant();
        var resolvers = new ArrayList<>(own.orderedStream().toList());
        if (named.claim() != null) {
            resolvers.add(new ClaimedTenant(named.claim()));
        }
        if (named.header() != null) {
            resolvers.add(TenantResolvers.header(named.header()));
        }
        if (named.host() != null) {
            resolvers.add(TenantResolvers.host(named.host()));
        }
        if (named.path() != null) {
            resolvers.add(TenantResolvers.path(named.path()));
        }
        return new RequestTenant(resolvers, named);
    }

    /** Whether there is anything to go by. */
    static final class IsNamed extends AnyNestedCondition {

        IsNamed() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(TenantResolver.class)
        static class ByBean {}

        @ConditionalOnProperty("hibernate-ext.web.tenant.claim")
        static class ByClaim {}

        @ConditionalOnProperty("hibernate-ext.web.tenant.header")
        static class ByHeader {}

        @ConditionalOnProperty("hibernate-ext.web.tenant.host")
        static class ByHost {}

        @ConditionalOnProperty("hibernate-ext.web.tenant.path")
        static class ByPath {}
    }
}
