/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.isolation;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.audit.IsolationFinding;
import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.audit.TenancyEvent.Trespassed;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.isolation.IsolationAlert;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import dev.hibernateext.tenancy.routing.LazyDatabases;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;

/** A factory on H2 with tenants at places of each kind, whose native statements are looked at. */
final class AuditedBank implements AutoCloseable {

    static final String ROWS = "rows";
    static final String NEXT = "next";
    static final String SCHEMA = "own";
    static final String DATABASE = "apart";

    private final String name = UUID.randomUUID().toString();
    private final List<TenancyEvent> events = new CopyOnWriteArrayList<>();
    private final List<Trespassed> alerts = new CopyOnWriteArrayList<>();
    private final SessionFactory factory;

    private AuditedBank(Map<String, Object> more, Class<?>... entities) {
        TenancyAudit audit = events::add;
        IsolationAlert alert = alerts::add;
        var configuration = new HibernatePersistenceConfiguration("bank")
                .managedClasses(
                        Stream.concat(ENTITIES.stream(), Stream.of(entities)).toArray(Class<?>[]::new))
                .property(
                        TenancySettings.CATALOG,
                        InMemoryTenantCatalog.of(
                                Tenant.active(ROWS, TenantPlacement.rows(TenantDatabases.MAIN)),
                                Tenant.active(NEXT, TenantPlacement.rows(TenantDatabases.MAIN)),
                                Tenant.active(SCHEMA, TenantPlacement.schema(TenantDatabases.MAIN, SCHEMA)),
                                Tenant.active(DATABASE, TenantPlacement.database(DATABASE))))
                .property(
                        TenancySettings.DATABASES,
                        new LazyDatabases(
                                TenantPlacement.rows(TenantDatabases.MAIN), (region, database) -> source(database)))
                .property(TenancySettings.AUDIT, audit)
                .property(IsolationSettings.ALERT, alert)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .property("jakarta.persistence.create-database-schemas", "true");
        more.forEach(configuration::property);
        factory = configuration.createEntityManagerFactory();
    }

    private DataSource source(String database) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + database + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    static AuditedBank open(Map<String, Object> more, Class<?>... entities) {
        return new AuditedBank(more, entities);
    }

    /** With one policy for everything, and a row of each tenant. */
    static AuditedBank settled(String policy) {
        return settled(Map.of(IsolationSettings.POLICY, policy));
    }

    static AuditedBank settled(Map<String, Object> more) {
        var bank = open(more);
        var catalog = (InMemoryTenantCatalog)
                Objects.requireNonNull(bank.factory.getProperties().get(TenancySettings.CATALOG));
        for (var tenant : List.of(SCHEMA, DATABASE)) {
            TenantProvisioner.of(bank.factory).create(catalog.require(new TenantKey(tenant)));
        }
        for (var tenant : List.of(ROWS, NEXT, SCHEMA, DATABASE)) {
            bank.in(tenant, session -> session.persist(new Account(tenant.hashCode(), tenant)));
        }
        bank.forget();
        return bank;
    }

    SessionFactory factory() {
        return factory;
    }

    void in(String tenant, Consumer<Session> work) {
        Tenants.run(tenant, () -> factory.inTransaction(work));
    }

    <R> R from(String tenant, Function<Session, R> work) {
        try (var scope = Tenants.open(tenant)) {
            return factory.fromTransaction(work);
        }
    }

    /** What the audit was told. */
    List<TenancyEvent> events() {
        return events;
    }

    /** What the alert was told. */
    List<Trespassed> alerts() {
        return alerts;
    }

    List<IsolationFinding> findings() {
        return alerts.stream().map(Trespassed::finding).toList();
    }

    void forget() {
        events.clear();
        alerts.clear();
    }

    @Override
    public void close() {
        factory.close();
    }

    private static final Set<Class<?>> ENTITIES = Set.of(Account.class, Savings.class, Currency.class);

    @Entity(name = "Account")
    @Inheritance(strategy = InheritanceType.JOINED)
    @NamedNativeQuery(name = "everything", query = "select owner from Account", resultClass = String.class)
    @NamedNativeQuery(
            name = "own",
            query = "select owner from Account where tenant = :tenant",
            resultClass = String.class)
    static class Account {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String owner = "";

        @ElementCollection
        List<String> words = List.of();

        Account() {}

        Account(long id, String owner) {
            this.id = id;
            this.owner = owner;
            this.words = List.of(owner);
        }
    }

    @Entity(name = "Savings")
    static class Savings extends Account {

        int rate;
    }

    @Entity(name = "Currency")
    @Table(name = "currency", schema = "shared")
    @SharedAmongTenants
    static class Currency {

        @Id
        String code = "";

        Currency() {}

        Currency(String code) {
            this.code = code;
        }
    }
}
