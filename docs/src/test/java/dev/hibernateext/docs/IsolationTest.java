/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.isolation.IsolationAlert;
import dev.hibernateext.tenancy.isolation.IsolationException;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

class IsolationTest {

    private final List<TenancyEvent> alerts = new ArrayList<>();

    @Test
    void rejectsNativeStatementsWithoutTheTenant() {
        try (var sessionFactory = sessionFactory()) {
            Tenants.run("acme", () -> {
                sessionFactory.inTransaction(session -> session.persist(new Invoice("A-1")));
                sessionFactory.inTransaction(this::readNames);
            });
        }
        assertThat(alerts).hasSize(1);
    }

    private void readNames(Session session) {
        assertThatThrownBy(() -> session.createNativeQuery("select name from Invoice", String.class)
                        .getResultList())
                .isInstanceOf(IsolationException.class);

        var names = session.createNativeQuery("select name from Invoice where tenant_id = :tenant", String.class)
                .setParameter("tenant", "acme")
                .getResultList();

        assertThat(names).containsExactly("A-1");
    }

    private SessionFactory sessionFactory() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:isolation;DB_CLOSE_DELAY=-1");
        IsolationAlert alert = alerts::add;
        return new HibernatePersistenceConfiguration("isolation")
                .managedClasses(Invoice.class)
                .property(
                        TenancySettings.CATALOG,
                        InMemoryTenantCatalog.of(Tenant.active("acme", TenantPlacement.rows(TenantDatabases.MAIN))))
                .property(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, source))
                .property(IsolationSettings.POLICY, "reject")
                .property(IsolationSettings.DEFINITION, "warn")
                .property(IsolationSettings.ALERT, alert)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory();
    }

    @Entity(name = "Invoice")
    static class Invoice extends TenantEntity {

        @Id
        @GeneratedValue
        long id;

        String name = "";

        Invoice() {}

        Invoice(String name) {
            this.name = name;
        }
    }
}
