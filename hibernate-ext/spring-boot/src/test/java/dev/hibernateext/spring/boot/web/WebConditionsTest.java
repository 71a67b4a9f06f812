/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.tenancy.Tenants;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

/** What is there for requests, and what makes it go. */
class WebConditionsTest {

    private static final String FILTER = "hibernateExtContextFilter";

    private final AutoConfigurations all = AutoConfigurations.of(
            WebMvcAutoConfiguration.class, WebAutoConfiguration.class, TenantWebAutoConfiguration.class);

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(all);

    @Test
    void aFilterAndProblemsAreThere() {
        runner.run(context -> assertThat(context)
                .hasBean(FILTER)
                .hasSingleBean(ProblemHandler.class)
                .hasSingleBean(ActorResolver.class)
                .doesNotHaveBean(RequestTenant.class));
    }

    @Test
    void nothingIsThereWithoutRequests() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WebAutoConfiguration.class, TenantWebAutoConfiguration.class))
                .withPropertyValues("hibernate-ext.web.tenant.header=X-Shop")
                .run(context -> assertThat(context).doesNotHaveBean(FILTER).doesNotHaveBean(RequestTenant.class));
    }

    @Test
    void eachCanBeSwitchedOff() {
        runner.withPropertyValues("hibernate-ext.web.context.enabled=false", "hibernate-ext.web.problems.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(FILTER).doesNotHaveBean(ProblemHandler.class));
    }

    @Test
    void theApplicationSaysWhoActs() {
        ActorResolver own = request -> new Actor("own");
        runner.withBean(ActorResolver.class, () -> own)
                .run(context -> assertThat(context).getBean(ActorResolver.class).isSameAs(own));
    }

    @Test
    void tenantsAreFoundByAProperty() {
        for (var property : List.of("claim=shop", "header=X-Shop", "host={tenant}.example", "path=/{tenant}/**")) {
            runner.withPropertyValues("hibernate-ext.web.tenant." + property)
                    .run(context -> assertThat(context).as(property).hasSingleBean(RequestTenant.class));
        }
    }

    @Test
    void tenantsAreFoundByABean() {
        runner.withBean(TenantResolver.class, () -> request -> List.of("acme"))
                .run(context -> assertThat(context).hasSingleBean(RequestTenant.class));
    }

    @Test
    void tenantsNeedTheirModule() {
        runner.withClassLoader(new FilteredClassLoader(Tenants.class))
                .withPropertyValues("hibernate-ext.web.tenant.header=X-Shop")
                .run(context -> assertThat(context).hasBean(FILTER).doesNotHaveBean(RequestTenant.class));
    }
}
