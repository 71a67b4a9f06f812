/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.Actor;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admin.AdminQuery;
import dev.hibernateext.tenancy.admin.AdminQueryReport;
import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.isolation.IsolationSettings;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over tenants below row-level security, with a role that no policy holds and with the application's. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = Ledger.Label.class)
class AdminQueryUnderPoliciesIT {

    private static final TenantPermission PERMISSION = new TenantPermission(new Actor("root"), "test");
    private static final String GROUPED = "select count(*) from Label";
    private static final String EACH = "select count(*) from Label l where (select count(*) from Label) >= 0";

    private final SessionFactoryScope scope;
    private final SecuredDatabase secured;

    AdminQueryUnderPoliciesIT(SessionFactoryScope scope) throws SQLException {
        this.scope = scope;
        this.secured = SecuredDatabase.install(scope);
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("truncate \"Label of tenant\""));
        }
    }

    @AfterEach
    void close() throws SQLException {
        secured.close();
    }

    private SessionFactory open(DataSource administration) {
        var settings = new HashMap<String, Object>();
        settings.put(TenancySettings.AUDIT, (TenancyAudit) event -> {});
        settings.put(IsolationSettings.POLICY, "reject");
        settings.put(TenancySettings.DATABASES, new Databases(secured.pool(), administration));
        var factory = secured.route(settings, Ledger.Label.class);
        for (var tenant : List.of("acme", "bolt", "bolt")) {
            Tenants.run(tenant, () -> factory.inTransaction(session -> session.persist(new Ledger.Label())));
        }
        return factory;
    }

    private static AdminQueryReport ask(SessionFactory factory, String hql, Map<String, Long> counts) {
        return AdminQuery.of(factory, hql, Long.class)
                .forEach(PERMISSION, row -> counts.put(row.tenant().value(), row.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {GROUPED, EACH})
    void asksAllByAStatementWithARoleThatNoPolicyHolds(String hql) {
        try (var factory = open(scope.dataSource())) {
            var counts = new TreeMap<String, Long>();
            scope.dataSource().recorder().clear();
            var report = ask(factory, hql, counts);

            assertThat(counts).containsExactly(Map.entry("acme", 1L), Map.entry("bolt", 2L));
            assertThat(report.statements())
                    .isEqualTo(scope.dataSource().recorder().count());
        }
    }

    /** The role of the application sees nothing without a tenant, which is an error and not a zero. */
    @ParameterizedTest
    @ValueSource(strings = {GROUPED, EACH})
    void asksEachAloneWithARoleThatPoliciesHold(String hql) {
        try (var factory = open(secured.pool())) {
            var counts = new TreeMap<String, Long>();
            var report = ask(factory, hql, counts);

            assertThat(counts).containsExactly(Map.entry("acme", 1L), Map.entry("bolt", 2L));
            assertThat(report.isComplete()).isTrue();
        }
    }

    /** The blade: what the same role sees where a policy is no error. */
    @Test
    void seesNothingWithThatRoleWherePoliciesHideRows() throws SQLException {
        try (var factory = open(secured.pool());
                var connection = secured.pool().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from \"Label of tenant\"")) {
            assertThat(factory.isOpen()).isTrue();
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isZero();
        }
    }

    private record Databases(DataSource shared, DataSource administration) implements TenantDatabases {

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return shared;
        }

        @Override
        public void close() {
            // Whoever made the data sources closes them.
        }
    }
}
