/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.StatementLimits;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits reach what MariaDB has prepared. */
@HibernateExtTest(databases = DatabaseKind.MARIADB)
class MariaStatementLimitsIT {

    private static final int MOST = 3;
    private static final int TEXTS = 10;
    private static final String PREPARED = "show global status like 'Prepared_stmt_count'";

    private final DatabaseUnderTest database;

    MariaStatementLimitsIT(SessionFactoryScope scope) {
        this.database = scope.database();
    }

    /** How many statements the server holds more while two tenants have used ten each. */
    private int preparedWith(String parameters) throws SQLException {
        var before = prepared();
        var url = database.url() + (database.url().contains("?") ? "&" : "?") + parameters;
        var pool = AffineDatabasesIT.pool(
                new DatabaseUnderTest(database.kind(), url, database.user(), database.password()), 2);
        try (var databases = new AffineDatabases(
                TenantDatabases.single(TenantDatabases.MAIN, pool),
                AffinityLimits.of(1),
                new StatementLimits(MOST, Duration.ofMinutes(1)),
                Clock.systemUTC())) {
            use(databases, "t1");
            use(databases, "t2");
            assertThat(databases.status().get(0).statements()).isEqualTo(2 * MOST);
            return prepared() - before;
        }
    }

    private static void use(AffineDatabases databases, String tenant) throws SQLException {
        var placement = TenantPlacement.schema(TenantDatabases.MAIN, tenant);
        try (var connection = databases.connection(Tenant.active(tenant, placement))) {
            for (var i = 0; i < TEXTS; i++) {
                try (var statement = connection.prepareStatement("select " + i + " /* " + tenant + " */");
                        var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                }
            }
        }
    }

    private int prepared() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(PREPARED)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(2);
        }
    }

    @Test
    void closesWhatATenantUsedLongestAgo() throws SQLException {
        assertThat(preparedWith("useServerPrepStmts=true&cachePrepStmts=false")).isEqualTo(2 * MOST);
    }

    /** The blade: the driver keeps what is closed. */
    @Test
    void wouldLeaveItToTheCacheOfTheDriver() throws SQLException {
        assertThat(preparedWith("useServerPrepStmts=true")).isEqualTo(2 * TEXTS);
    }

    @Entity(name = "Slate")
    static class Slate {

        @Id
        long id;
    }
}
