/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.routing.TenancySettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Beans become settings of Hibernate, unless the application has set them itself. */
class BeanSettingsTest {

    private static final Clock NOON = Clock.systemUTC();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(HibernateExtAutoConfiguration.class, TenancyAutoConfiguration.class));

    private static Map<String, Object> settings(ApplicationContext context) {
        return customized(context, new HashMap<>());
    }

    private static Map<String, Object> customized(ApplicationContext context, Map<String, Object> settings) {
        context.getBeanProvider(HibernatePropertiesCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(settings));
        return settings;
    }

    @Test
    void setNothingWithoutBeans() {
        runner.run(context -> assertThat(settings(context)).isEmpty());
    }

    @Test
    void giveStampsTheClockOfTheApplication() {
        runner.withBean(Clock.class, () -> NOON)
                .run(context -> assertThat(settings(context)).containsEntry(CoreSettings.CLOCK, NOON));
    }

    @Test
    void takeNoneOfSeveralClocks() {
        runner.withBean("one", Clock.class, Clock::systemUTC)
                .withBean("two", Clock.class, Clock::systemUTC)
                .run(context -> assertThat(settings(context)).isEmpty());
    }

    @Test
    void leaveWhatIsSet() {
        runner.withBean(Clock.class, () -> NOON).run(context -> {
            var settings = customized(context, new HashMap<>(Map.of(CoreSettings.CLOCK, "com.acme.Clocks")));
            assertThat(settings).containsExactly(Map.entry(CoreSettings.CLOCK, "com.acme.Clocks"));
        });
    }

    @Test
    void giveTheContextOfTheApplication() {
        ContextSource source = () -> Context.ofActor("login");
        runner.withBean(ContextSource.class, () -> source)
                .run(context -> assertThat(settings(context)).containsEntry(CoreSettings.CONTEXT_SOURCE, source));
    }

    @Test
    void giveTheTenants() {
        var catalog = InMemoryTenantCatalog.of();
        runner.withBean(TenantCatalog.class, () -> catalog)
                .run(context -> assertThat(settings(context)).containsEntry(TenancySettings.CATALOG, catalog));
    }

    @Test
    void doNotGuessWhoTheTenantsAre() {
        runner.withBean("one", TenantCatalog.class, InMemoryTenantCatalog::of)
                .withBean("two", TenantCatalog.class, InMemoryTenantCatalog::of)
                .run(context -> assertThat(
                                context.getBean("hibernateExtTenantCatalog", HibernatePropertiesCustomizer.class))
                        .satisfies(customizer -> assertThatThrownBy(() -> customizer.customize(new HashMap<>()))
                                .isInstanceOf(NoUniqueBeanDefinitionException.class)));
    }

    @Test
    void needNoTenants() {
        runner.withClassLoader(new FilteredClassLoader(TenantCatalog.class))
                .withBean(Clock.class, () -> NOON)
                .run(context -> assertThat(settings(context)).containsOnlyKeys(CoreSettings.CLOCK));
    }

    @Test
    void needHibernateOfSpringBoot() {
        runner.withClassLoader(new FilteredClassLoader(HibernatePropertiesCustomizer.class))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(HibernateExtAutoConfiguration.class)
                        .doesNotHaveBean(TenancyAutoConfiguration.class));
    }
}
