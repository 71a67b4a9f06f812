/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.tenancy.TenantSwitchException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.UnknownTenantException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Extension;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ServiceLoader;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** An application in a container. */
class WeldTest {

    /** Without what else is on the class path, and with what containers find. */
    private static WeldContainer container(Class<?>... beans) {
        var weld = new Weld().disableDiscovery().addBeanClass(WeldTest.class).addBeanClasses(beans);
        ServiceLoader.load(Extension.class).stream()
                .filter(found -> found.type() == HibernateExtExtension.class)
                .forEach(found -> weld.addExtension(found.get()));
        return weld.initialize();
    }

    @Test
    void takesBeansAsSettings() {
        try (var container = container(LampShop.class, Lamps.class)) {
            var lamps = container.select(Lamps.class).get();
            Contexts.run(Context.ofActor("anna"), () -> {
                var lamp = lamps.add("green");
                assertThat(lamp.shop).isEqualTo("acme");
                assertThat(lamp.getCreatedBy()).isEqualTo("anna");
                assertThat(lamp.getCreatedAt()).isEqualTo(LampShop.OPENING);
            });
            assertThatThrownBy(() -> lamps.addNowhere("grey")).isInstanceOf(UnknownTenantException.class);
        }
    }

    @Test
    void runsMethodsForTheirTenant() {
        try (var container = container(LampShop.class, Lamps.class)) {
            var lamps = container.select(Lamps.class).get();
            assertThat(lamps.addElsewhere("red").shop).isEqualTo("umbra");
            assertThat(Contexts.isOpen()).isFalse();
            Tenants.run(
                    "umbra",
                    () -> assertThatThrownBy(() -> lamps.add("blue")).isInstanceOf(TenantSwitchException.class));
        }
    }

    @Test
    void hasTheContextInForceAsABean() {
        try (var container = container()) {
            var anna = Context.ofActor("anna");
            Contexts.run(
                    anna,
                    () -> assertThat(container.select(Context.class).get()).isEqualTo(anna));
            assertThat(container.select(Context.class).get()).isEqualTo(Context.empty());
        }
    }

    @Test
    void hasNoSettingsWithoutBeans() {
        try (var container = container()) {
            assertThat(container.select(PersistenceSettings.class).get().asMap())
                    .isEmpty();
        }
    }

    @Test
    void takesNoneOfSeveralClocks() {
        try (var container = container(Several.class)) {
            assertThat(container.select(PersistenceSettings.class).get().asMap())
                    .containsOnlyKeys(CoreSettings.CONTEXT_SOURCE)
                    .doesNotContainKey(TenancySettings.CATALOG);
        }
    }

    @Test
    void refusesSeveralCatalogs() {
        try (var container = container(LampShop.class, Catalog.class)) {
            var settings = container.select(PersistenceSettings.class).get();
            assertThatThrownBy(settings::asMap).isInstanceOf(AmbiguousResolutionException.class);
        }
    }

    /** Clocks for purposes of the application. */
    @ApplicationScoped
    static class Several {

        @Produces
        Clock clock() {
            return Clock.systemUTC();
        }

        @Produces
        Clock another() {
            return Clock.tickSeconds(ZoneOffset.UTC);
        }

        @Produces
        ContextSource source() {
            return Context::empty;
        }
    }

    /** One too many. */
    @ApplicationScoped
    static class Catalog {

        @Produces
        TenantCatalog catalog() {
            return InMemoryTenantCatalog.of();
        }
    }
}
