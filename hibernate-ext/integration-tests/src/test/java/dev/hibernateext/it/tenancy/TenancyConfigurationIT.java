/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenancyConfigurationException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import dev.hibernateext.tenancy.routing.TenantProvisioningException;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

/** What keeps a factory with tenants from starting, and a tenant from getting a place. */
class TenancyConfigurationIT {

    private static final Tenant ROWS = Tenant.active("rows", TenantPlacement.rows(TenantDatabases.MAIN));
    private static final Tenant SCHEMA = Tenant.active("schema", TenantPlacement.schema(TenantDatabases.MAIN, "own"));

    private final JdbcDataSource database = new JdbcDataSource();

    TenancyConfigurationIT() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Test
    void refusesEntitiesNothingKeepsApart() {
        assertThatThrownBy(() -> start(Map.of(), Free.class))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, TenancyConfigurationException.class))
                        .hasMessageContaining(Free.class.getName())
                        .hasMessageContaining(TenancySettings.STRICT));
    }

    @Test
    void findsTenantsInIdentifiersAndDeclaresSharedEntities() {
        assertThatCode(() -> start(Map.of(), InKey.class, Shared.class).close()).doesNotThrowAnyException();
    }

    /** The blade: the same entity, once it is not asked for strictly. */
    @Test
    void refusesConnectionsOfRowsWhereItWasNotStrict() {
        try (var factory = start(Map.of(TenancySettings.STRICT, false), Free.class)) {
            TenantProvisioner.of(factory).create(SCHEMA);
            assertThat(count(factory, SCHEMA)).isZero();
            assertThatThrownBy(() -> count(factory, ROWS)).isInstanceOf(TenancyConfigurationException.class);
        }
    }

    @Test
    void leavesNothingOfPlaceItCannotComplete() throws SQLException {
        try (var factory = start(Map.of(), InKey.class, Shared.class);
                var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> TenantProvisioner.of(factory).create(SCHEMA))
                    .isInstanceOf(TenantProvisioningException.class)
                    .hasCauseInstanceOf(TenancyConfigurationException.class)
                    .hasStackTraceContaining(Shared.class.getName());
            assertThatCode(() -> statement.execute("create schema \"own\"")).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesSettingsThatContradictIt() {
        assertThatThrownBy(() -> start(Map.of("hibernate.multi_tenant_connection_provider", "mine"), InKey.class))
                .hasStackTraceContaining("hibernate.multi_tenant_connection_provider");
        assertThatThrownBy(() -> start(Map.of(TenancySettings.CATALOG, "mine"), InKey.class))
                .hasStackTraceContaining("TenantCatalog");
    }

    private static long count(SessionFactory factory, Tenant tenant) {
        TenantKey key = tenant.key();
        try (var scope = Tenants.open(key)) {
            return factory.fromTransaction(
                    session -> session.createSelectionQuery("select count(*) from Free", Long.class)
                            .getSingleResult());
        }
    }

    private SessionFactory start(Map<String, ?> settings, Class<?>... entities) {
        return new HibernatePersistenceConfiguration("tenants")
                .managedClasses(entities)
                .property("jakarta.persistence.nonJtaDataSource", database)
                .property(TenancySettings.CATALOG, InMemoryTenantCatalog.of(ROWS, SCHEMA))
                .properties(settings)
                .createEntityManagerFactory();
    }

    @Entity(name = "Free")
    static class Free {

        @Id
        long id;
    }

    @Entity(name = "Shared")
    @SharedAmongTenants
    static class Shared {

        @Id
        long id;
    }

    @Entity(name = "InKey")
    static class InKey {

        @EmbeddedId
        Key key = new Key();
    }

    @Embeddable
    static class Key {

        @TenantId
        String tenant = "";

        long number;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.number == number && key.tenant.equals(tenant);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
