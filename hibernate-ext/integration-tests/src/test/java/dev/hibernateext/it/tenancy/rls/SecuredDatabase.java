/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.rls.RowLevelSecurity;
import dev.hibernateext.tenancy.rls.RowLevelSecuritySettings;
import dev.hibernateext.tenancy.rls.SignedTokens;
import dev.hibernateext.tenancy.rls.TenantSecret;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A database with row-level security, and the application's way into it. */
record SecuredDatabase(DatabaseUnderTest database, RowLevelSecurity security, TestDataSource pool)
        implements AutoCloseable {

    static final String ROLE = "hibernate_ext_app";
    static final TenantSecret SECRET =
            TenantSecret.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    static final Tenant ACME = Tenant.active("acme", TenantPlacement.rows("main"));
    static final Tenant BOLT = Tenant.active("bolt", TenantPlacement.rows("main"));

    /** Sets it up for the tables of a factory, as their owner. */
    static SecuredDatabase install(SessionFactoryScope scope) throws SQLException {
        var owner = scope.database();
        var security = RowLevelSecurity.of(scope.factory(), ROLE);
        try (var connection = owner.connect()) {
            run(connection, List.of("""
                    do $$ begin create role %s login password 'app'; exception when duplicate_object then null; end $$
                    """.formatted(ROLE)));
            run(connection, security.statements());
            run(connection, security.keyStatements());
            run(
                    connection,
                    List.of(
                            "grant usage on all sequences in schema public to " + ROLE,
                            "grant select, insert, update on all tables in schema public to " + ROLE,
                            "grant delete on all tables in schema public to " + ROLE));
            security.install(connection, SECRET);
        }
        var application = new DatabaseUnderTest(owner.kind(), owner.url(), ROLE, "app");
        return new SecuredDatabase(application, security, new TestDataSource(application));
    }

    static void run(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static PostgresqlTenantState state() {
        return PostgresqlTenantState.create().withRowLevelSecurity(SignedTokens.signedWith(SECRET));
    }

    /** A factory of the application's, which has to pass the check. */
    SessionFactory open(Map<String, Object> more) {
        return open(more, id -> id, Ledger.ENTITIES);
    }

    /** One whose tenants are of another type than text. */
    SessionFactory open(Map<String, Object> more, Function<String, Object> type, Class<?>... entities) {
        var configuration = new HibernatePersistenceConfiguration("secured")
                .managedClasses(entities)
                .property("hibernate.multi_tenant_connection_provider", new RowConnections(pool, state()))
                .property("hibernate.tenant_identifier_resolver", new TenantInForce(type))
                .property(RowLevelSecuritySettings.ROLE, ROLE);
        more.forEach(configuration::property);
        return configuration.createEntityManagerFactory();
    }

    /** A factory of the application's with a catalog, whose tenants live in rows. */
    SessionFactory route(Map<String, Object> more, Class<?>... entities) {
        var configuration = new HibernatePersistenceConfiguration("routed")
                .managedClasses(entities)
                .property(TenancySettings.CATALOG, InMemoryTenantCatalog.of(ACME, BOLT))
                .property(TenancySettings.DATABASES, TenantDatabases.single(TenantDatabases.MAIN, pool))
                .property(TenancySettings.CONNECTION_STATE, state())
                .property(RowLevelSecuritySettings.ROLE, ROLE);
        more.forEach(configuration::property);
        return configuration.createEntityManagerFactory();
    }

    private record TenantInForce(Function<String, Object> type) implements CurrentTenantIdentifierResolver<Object> {

        @Override
        public Object resolveCurrentTenantIdentifier() {
            return type.apply(Tenants.current().value());
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return true;
        }
    }

    @Override
    public void close() throws SQLException {
        pool.close();
    }
}
