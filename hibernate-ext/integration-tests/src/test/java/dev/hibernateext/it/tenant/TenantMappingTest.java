/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.FeatureNotSuspendableException;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.tenant.TenantMappingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.SecondaryTable;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the tenant of a row cannot be kept with, and types of tenants. */
class TenantMappingTest {

    @Test
    void refusesWhatCannotBeGuarded() {
        assertRefused(Computed.class, "Computed.tenant");
        assertRefused(Beside.class, "Beside.tenant");
        assertRefused(Twice.class, "Twice");
        assertRefused(Custom.class, "Custom");
        assertRefused(Stock.class, "Stock");
        assertRefusedHierarchy();
    }

    private static void assertRefused(Class<?> entity, String element) {
        var refusal = refusal(Map.of(), entity);
        assertThat(refusal.element()).endsWith(element);
        assertThat(refusal.code()).isEqualTo("tenant.mapping");
    }

    private static void assertRefusedHierarchy() {
        assertThat(refusal(Map.of(), Shared.class, Owned.class).element()).endsWith("Owned");
    }

    private static TenantMappingException refusal(Map<String, String> settings, Class<?>... entities) {
        var failure = catchThrowable(() -> build(settings, entities).close());
        return Objects.requireNonNull(HibernateExtException.findIn(failure, TenantMappingException.class));
    }

    @Test
    void refusesCacheKeysWithoutTheTenant() {
        assertThat(refusal(Map.of("hibernate.cache.keys_factory", "simple"), ByUuid.class)
                        .element())
                .isEqualTo("hibernate.cache.keys_factory");
    }

    @Test
    void leavesTheFilterToHibernateWhereItIsSwitchedOff() {
        try (var factory = build(Map.of("hibernate.ext.tenant_rows.enabled", "false"), ByUuid.class)) {
            assertThat(factory.getDefinedFilterNames()).contains("_tenantId");
        }
        try (var factory = build(Map.of(), ByUuid.class)) {
            assertThat(factory.getDefinedFilterNames()).doesNotContain("_tenantId");
        }
    }

    @Test
    void cannotBeSuspendedInASession() {
        try (var factory = build(Map.of(), ByUuid.class);
                var session = factory.withOptions()
                        .tenantIdentifier((Object) UUID.randomUUID())
                        .openSession()) {
            assertThatThrownBy(() -> HibernateExt.of(session).without(Feature.TENANT_ROWS))
                    .isInstanceOf(FeatureNotSuspendableException.class);
        }
    }

    @Test
    void takesTenantsOfOtherTypes() {
        var red = new UUID(0, 1);
        var blue = new UUID(0, 2);
        try (var factory = build(Map.of(), ByUuid.class)) {
            persist(factory, red, new ByUuid());
            assertSeen(factory, ByUuid.class, red, 1);
            assertSeen(factory, ByUuid.class, blue, 0);
        }
        try (var factory = build(Map.of(), ByNumber.class)) {
            persist(factory, 1L, new ByNumber());
            assertSeen(factory, ByNumber.class, 1L, 1);
            assertSeen(factory, ByNumber.class, 2L, 0);
        }
    }

    private static void persist(SessionFactory factory, Object tenant, Object instance) {
        try (var session = factory.withOptions().tenantIdentifier(tenant).openSession()) {
            session.inTransaction(transaction -> session.persist(instance));
        }
    }

    private static void assertSeen(SessionFactory factory, Class<?> type, Object tenant, int rows) {
        try (var session = factory.withOptions().tenantIdentifier(tenant).openSession()) {
            assertThat(session.createSelectionQuery("from " + type.getSimpleName(), type)
                            .getResultList())
                    .hasSize(rows);
            assertThat(session.find(type, 1) != null).isEqualTo(rows == 1);
            session.inTransaction(transaction -> assertThat(
                            session.createMutationQuery("update " + type.getSimpleName() + " set name = 'x'")
                                    .executeUpdate())
                    .isEqualTo(rows));
        }
    }

    private static SessionFactory build(Map<String, String> settings, Class<?>... entities) {
        var configuration = new Configuration();
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        settings.forEach(configuration::setProperty);
        for (var entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        return configuration.buildSessionFactory();
    }

    @Entity(name = "Computed")
    static class Computed {
        @Id
        int id;

        @TenantId
        @Formula("'red'")
        @Nullable
        String tenant;
    }

    @Entity(name = "Beside")
    @SecondaryTable(name = "other")
    static class Beside {
        @Id
        int id;

        @TenantId
        @Column(table = "other")
        @Nullable
        String tenant;
    }

    @Entity(name = "Twice")
    static class Twice {
        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @TenantId
        @Nullable
        String again;
    }

    @Entity(name = "Custom")
    @SQLDelete(sql = "delete from Custom where id = ?")
    static class Custom {
        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;
    }

    @Entity(name = "Stock")
    @SoftDelete
    static class Stock {
        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;
    }

    @Entity(name = "Shared")
    static class Shared {
        @Id
        int id;
    }

    @Entity(name = "Owned")
    static class Owned extends Shared {
        @TenantId
        @Nullable
        String tenant;
    }

    @Entity(name = "ByUuid")
    static class ByUuid {
        @Id
        int id = 1;

        @TenantId
        @Nullable
        UUID tenant;

        String name = "";
    }

    @Entity(name = "ByNumber")
    static class ByNumber {
        @Id
        int id = 1;

        @TenantId
        @Nullable
        Long tenant;

        String name = "";
    }
}
