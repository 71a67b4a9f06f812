/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.mixins.SharedAmongTenants;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admin.TenantAdmin;
import dev.hibernateext.tenancy.audit.IsolationFault;
import dev.hibernateext.tenancy.audit.IsolationFinding;
import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.audit.TenancyEvent.Trespassed;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.isolation.IsolationException;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native statements under row-level security need no condition, and are looked at for everything else. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {IsolationUnderPoliciesIT.Memo.class, IsolationUnderPoliciesIT.Tariff.class})
class IsolationUnderPoliciesIT {

    private static final String TEXTS = "select text from Memo";
    private static final TenantPermission PERMISSION = new TenantPermission(new Actor("root"), "test");

    private final SessionFactoryScope scope;
    private final SecuredDatabase secured;
    private final List<TenancyEvent> events = new CopyOnWriteArrayList<>();
    private final SessionFactory factory;

    IsolationUnderPoliciesIT(SessionFactoryScope scope) throws SQLException {
        this.scope = scope;
        this.secured = SecuredDatabase.install(scope);
        this.factory = open(Map.of());
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(
                    connection,
                    List.of(
                            "create schema if not exists elsewhere",
                            "create table if not exists elsewhere.Memo (text text)",
                            "grant usage on schema elsewhere to " + SecuredDatabase.ROLE,
                            "grant all on elsewhere.Memo to " + SecuredDatabase.ROLE,
                            "truncate Memo, Memo_words, Tariff"));
        }
    }

    private SessionFactory open(Map<String, Object> more) {
        TenancyAudit audit = events::add;
        var settings = new HashMap<String, Object>();
        settings.put(IsolationSettings.POLICY, "reject");
        settings.put(TenancySettings.AUDIT, audit);
        settings.putAll(more);
        return secured.route(settings, Memo.class, Tariff.class);
    }

    @BeforeEach
    void fill() {
        for (var tenant : List.of("acme", "bolt")) {
            in(tenant, session -> session.persist(new Memo(tenant)));
        }
    }

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    private void in(String tenant, Consumer<Session> work) {
        Tenants.run(tenant, () -> factory.inTransaction(work));
    }

    private <R> R from(String tenant, Function<Session, R> work) {
        try (var inForce = Tenants.open(tenant)) {
            return factory.fromTransaction(work);
        }
    }

    @Test
    void asksForNoConditionWhereAPolicyStands() {
        List<String> texts = from(
                "acme",
                session -> session.createNativeQuery(TEXTS, String.class).getResultList());
        List<String> words = from(
                "acme",
                session -> session.createNativeQuery("select words from Memo_words", String.class)
                        .getResultList());
        int updated = from(
                "acme",
                session -> session.createNativeMutationQuery("update Memo set text = 'after'")
                        .executeUpdate());

        assertThat(texts).containsExactly("acme");
        assertThat(words).containsExactly("acme");
        assertThat(updated).isOne();
        assertThat(events).isEmpty();
    }

    /** The blade: the same tables of their owner, whom no policy holds, in a factory that knows of none. */
    @Test
    void asksForItWhereNoneStands() {
        try (var open = scope.openAnother(settings -> {
            settings.put(IsolationSettings.POLICY, "reject");
            settings.put(TenancySettings.CATALOG, factory.getProperties().get(TenancySettings.CATALOG));
            settings.put(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, scope.dataSource()));
            settings.put(TenancySettings.CONNECTION_STATE, PostgresqlTenantState.create());
        })) {
            assertRejected(
                    IsolationFault.MISSING_TENANT,
                    "Memo",
                    () -> Tenants.run(
                            "acme",
                            () -> open.factory()
                                    .inTransaction(session -> session.createNativeQuery(TEXTS, String.class)
                                            .getResultList())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select text from elsewhere.Memo",
                "insert into elsewhere.Memo values ('x')",
                "with old as (delete from elsewhere.Memo returning text) select text from old"
            })
    void findsOtherSchemas(String sql) {
        assertRejected(IsolationFault.OTHER_SCHEMA, "elsewhere.Memo", () -> execute("acme", sql));
    }

    @Test
    void findsWritesToSharedTables() {
        assertRejected(
                IsolationFault.SHARED_WRITE, "Tariff", () -> execute("acme", "insert into Tariff (code) values ('x')"));
        assertRejected(
                IsolationFault.SHARED_WRITE,
                "Tariff",
                () -> in(
                        "acme",
                        session -> session.createNativeMutationQuery("delete from Tariff")
                                .executeUpdate()));
        try (var shared = Tenants.openShared()) {
            factory.inTransaction(
                    session -> session.createNativeMutationQuery("insert into Tariff (code) values ('free')")
                            .executeUpdate());
        }
    }

    /** The policy would hold: the statements are kept from trying. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set role postgres",
                "set local role postgres",
                "reset role",
                "reset all",
                "discard all",
                "set session authorization default",
                "set row_security = off",
                "set hibernate_ext.tenant = 'bolt'",
                "set local search_path = elsewhere",
                "alter table Memo disable row level security",
                "drop policy hibernate_ext_tenant on Memo"
            })
    void findsWhatLeavesTheTenant(String sql) {
        assertThatThrownBy(() -> execute("acme", sql))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, IsolationException.class))
                        .isNotNull());
    }

    /** Administrators connect as a role without policies, and may do everything with it. */
    @Test
    void leavesAdministratorsAlone() {
        try (var apart = open(Map.of(
                TenancySettings.DATABASES,
                new WithAdministrators(secured.pool(), secured.pool(), scope.dataSource())))) {
            List<String> all = TenantAdmin.of(apart)
                    .call(
                            PERMISSION,
                            session -> session.createNativeQuery(TEXTS, String.class)
                                    .getResultList());
            assertThat(all).containsExactlyInAnyOrder("acme", "bolt");
            TenantAdmin.of(apart)
                    .run(
                            PERMISSION,
                            session -> session.createNativeMutationQuery(
                                            "insert into elsewhere.Memo select text from Memo")
                                    .executeUpdate());
        }
        assertThat(events).noneMatch(Trespassed.class::isInstance);
    }

    /** The scope of shared tables has no more rights than a tenant, whatever administrators have. */
    @Test
    void showsNoRowsInTheSharedScope() {
        assertThat(inSharedScope(new WithAdministrators(secured.pool(), secured.pool(), scope.dataSource())))
                .isEmpty();
    }

    /** The blade: shared tables are reached with the connections of administrators. */
    @Test
    void leaksWhereTheSharedScopeHasTheRoleOfAdministrators() {
        assertThat(inSharedScope(new WithAdministrators(secured.pool(), scope.dataSource(), scope.dataSource())))
                .contains("acme", "bolt");
    }

    private List<String> inSharedScope(TenantDatabases databases) {
        try (var apart = open(Map.of(TenancySettings.DATABASES, databases));
                var shared = Tenants.openShared()) {
            return apart.fromTransaction(
                    session -> session.createNativeQuery(TEXTS, String.class).getResultList());
        }
    }

    /** As the application's role, an administrator is held by the policies, like everybody without a tenant. */
    @Test
    void showsAdministratorsNothingAsTheRoleOfTheApplication() {
        List<String> texts = TenantAdmin.of(factory)
                .call(
                        PERMISSION,
                        session ->
                                session.createNativeQuery(TEXTS, String.class).getResultList());

        assertThat(texts).isEmpty();
    }

    private void execute(String tenant, String sql) {
        in(
                tenant,
                session -> session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                }));
    }

    private void assertRejected(IsolationFault fault, String table, Runnable work) {
        events.clear();
        assertThatThrownBy(work::run)
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, IsolationException.class))
                        .isNotNull()
                        .extracting(IsolationException::findings)
                        .isEqualTo(List.of(new IsolationFinding(fault, table))));
    }

    /** Two ways into one database. */
    private record WithAdministrators(DataSource application, DataSource everybody, DataSource administrators)
            implements TenantDatabases {

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return application;
        }

        @Override
        public DataSource shared() {
            return everybody;
        }

        @Override
        public DataSource administration() {
            return administrators;
        }

        @Override
        public void close() {
            // Whoever made them closes them.
        }
    }

    @Entity(name = "Memo")
    static class Memo {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @TenantId
        @Column(nullable = false)
        @Nullable
        String tenant;

        String text = "";

        @ElementCollection
        Set<String> words = new HashSet<>();

        Memo() {}

        Memo(String text) {
            this.text = text;
            this.words.add(text);
        }
    }

    @Entity(name = "Tariff")
    @SharedAmongTenants
    static class Tariff {

        @Id
        String code = "";
    }
}
