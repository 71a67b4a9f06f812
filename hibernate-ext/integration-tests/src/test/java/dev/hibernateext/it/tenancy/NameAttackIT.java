/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.tenancy.catalog.InvalidPlacementException;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failure modes G of names: what is not in the schema of a tenant is nowhere, whatever the schema is called. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        contributors = TenantFleet.Settings.class)
class NameAttackIT {

    private static final String ALL = "select text from Deed";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void g77FindsNoTableElsewhereThatIsMissingInTheSchema(boolean nativeSql, SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var common = fleet.inRows();
        fleet.in(common, session -> session.persist(new Deed(1, common)));
        for (var tenant : List.of(fleet.inSchema(), fleet.inDatabase())) {
            fleet.in(
                    tenant,
                    session ->
                            session.createNativeMutationQuery("drop table Deed").executeUpdate());

            assertThatThrownBy(() -> textsOf(fleet, tenant, nativeSql)).isInstanceOf(RuntimeException.class);
        }
        assertThat(textsOf(fleet, common, nativeSql)).containsExactly(common);
    }

    /** The blade: a search path that goes on to the common schema. MariaDB has none. */
    @Test
    void g77LeaksWhereTheSearchPathGoesOn(SessionFactoryScope scope) {
        assumeThat(scope.database().kind()).isNotEqualTo(DatabaseKind.MARIADB);
        var fleet = TenantFleet.of(scope);
        var common = fleet.inRows();
        fleet.in(common, session -> session.persist(new Deed(1, common)));
        var tenant = fleet.inSchema();
        fleet.in(
                tenant,
                session -> session.createNativeMutationQuery("drop table Deed").executeUpdate());
        var state = new WithPublic(scope.database().kind());
        try (var other = scope.openAnother(settings -> settings.put(TenancySettings.CONNECTION_STATE, state))) {
            assertThat(textsOf(TenantFleet.of(other), tenant, true)).containsExactly(common);
        }
    }

    private record WithPublic(DatabaseKind kind) implements TenantConnectionState {

        @Override
        public Connection enter(Connection pooled, Tenant tenant) throws SQLException {
            if (tenant.placement() instanceof TenantPlacement.Schema place) {
                var path = "\"%s\", public".formatted(place.schema());
                try (var statement = pooled.createStatement()) {
                    statement.execute(
                            (kind == DatabaseKind.H2 ? "set schema_search_path " : "set search_path to ") + path);
                    if (kind == DatabaseKind.H2) {
                        statement.execute("set schema information_schema");
                    }
                }
            }
            return pooled;
        }

        @Override
        public Connection leave(Connection entered) throws SQLException {
            entered.abort(Runnable::run);
            return entered;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"; drop schema public cascade; --",
                "a', 'public",
                "a`b",
                "a/*",
                "a\\",
                "public\", \"other",
                "a\u0000",
                "a\n",
                ""
            })
    void g79RefusesNamesThatWouldEndTheirQuotes(String name) {
        assertThatThrownBy(() -> TenantPlacement.schema(TenantDatabases.MAIN, name))
                .isInstanceOf(InvalidPlacementException.class);
        assertThatThrownBy(() -> TenantPlacement.database(name)).isInstanceOf(InvalidPlacementException.class);
    }

    /**
     * The blade. A placement checks its names when it is made, and there is none without the check; so a statement stands in that puts a
     * name between quotes and does no more. MariaDB has no path.
     */
    @Test
    void g79LeaksWhereNamesArePutBetweenQuotes(SessionFactoryScope scope) throws SQLException {
        assumeThat(scope.database().kind()).isNotEqualTo(DatabaseKind.MARIADB);
        var fleet = TenantFleet.of(scope);
        var victim = fleet.inSchema();
        fleet.in(victim, session -> session.persist(new Deed(1, victim)));
        var name = "nowhere\", \"" + victim;
        var path = scope.database().kind() == DatabaseKind.H2 ? "set schema_search_path " : "set search_path to ";
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            if (scope.database().kind() == DatabaseKind.H2) {
                statement.execute("create schema if not exists \"nowhere\"");
                statement.execute("set schema \"nowhere\"");
            }
            statement.execute(path + '"' + name + '"');
            try (var rows = statement.executeQuery(ALL)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(victim);
            }
        }
        assertThatThrownBy(() -> TenantPlacement.schema(TenantDatabases.MAIN, name))
                .isInstanceOf(InvalidPlacementException.class);
    }

    /** The name of a common schema behind a sign that means something in SQL. */
    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a b", "A-Z", "a,public", "a;b", "--", "%", "\u00e4\u00f6"})
    void g79TakesNamesOfSchemasAsTheyAre(String name, SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var common = fleet.inRows();
        fleet.in(common, session -> session.persist(new Deed(1, common)));
        var id = "n" + UUID.randomUUID().toString().substring(0, 8);
        var tenant = Tenant.active(id, TenantPlacement.schema(TenantDatabases.MAIN, id + name));
        TenantProvisioner.of(scope.factory()).create(tenant);
        fleet.catalog().add(tenant);
        fleet.in(id, session -> session.persist(new Deed(1, id)));

        assertThat(textsOf(fleet, id, true)).containsExactly(id);
        assertThat(textsOf(fleet, id, false)).containsExactly(id);
        assertThat(textsOf(fleet, common, true)).containsExactly(common);
    }

    /** In patterns of JDBC, {@code _} and {@code %} match other names. */
    @Test
    void g80KeepsNamesApartThatPatternsDoNot(SessionFactoryScope scope) {
        var fleet = TenantFleet.of(scope);
        var base = UUID.randomUUID().toString().substring(0, 8);
        for (var name : List.of("tx1", "t_1", "t-1", "t.1", "tx", "t_")) {
            var tenant = Tenant.active(base + name, TenantPlacement.schema(TenantDatabases.MAIN, base + name));
            TenantProvisioner.of(scope.factory()).create(tenant);
            fleet.catalog().add(tenant);
            fleet.in(base + name, session -> session.persist(new Deed(1, name)));
        }
        for (var name : List.of("tx1", "t_1", "t-1", "t.1", "tx", "t_")) {
            assertThat(textsOf(fleet, base + name, true)).containsExactly(name);
        }
    }

    /**
     * The blade. The library asks for no tables by their names, which is nothing that could be switched off; so JDBC stands in, which
     * takes a name for a pattern. On MariaDB a schema is a catalog, which JDBC takes as it is.
     */
    @Test
    void g80FindsTablesOfOthersByPatterns(SessionFactoryScope scope) throws SQLException {
        assumeThat(scope.database().kind()).isNotEqualTo(DatabaseKind.MARIADB);
        var base = UUID.randomUUID().toString().substring(0, 8);
        for (var name : List.of("t_1", "tx1")) {
            TenantProvisioner.of(scope.factory())
                    .create(Tenant.active(base + name, TenantPlacement.schema(TenantDatabases.MAIN, base + name)));
        }
        try (var connection = scope.database().connect();
                var tables = connection
                        .getMetaData()
                        .getTables(null, base + "t_1", "%", new String[] {"TABLE", "BASE TABLE"})) {
            var schemas = new TreeSet<String>();
            while (tables.next()) {
                schemas.add(tables.getString("TABLE_SCHEM"));
            }
            assertThat(schemas).containsExactly(base + "t_1", base + "tx1");
        }
    }

    private static List<String> textsOf(TenantFleet fleet, String tenant, boolean nativeSql) {
        return fleet.from(
                tenant,
                session -> nativeSql
                        ? session.createNativeQuery(ALL, String.class).getResultList()
                        : session.createSelectionQuery(ALL, String.class).getResultList());
    }

    @Entity(name = "Deed")
    static class Deed {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        Deed() {}

        Deed(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
