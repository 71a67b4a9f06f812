/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.rls.RowLevelSecurity;
import dev.hibernateext.tenancy.rls.SignedTokens;
import dev.hibernateext.tenancy.rls.TenantSecret;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** The samples of the chapter on row-level security. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL, entities = Ledger.Label.class)
class RowLevelSecurityGuideIT {

    private static final byte[] BYTES = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @Test
    void writesAMigration(SessionFactoryScope scope) {
        var sessionFactory = scope.factory();

        var migration = migration(sessionFactory);

        assertThat(migration)
                .containsSubsequence(
                        "create schema if not exists hibernate_ext",
                        "alter table \"Label of tenant\" enable row level security",
                        "create policy hibernate_ext_tenant on \"Label of tenant\""
                                + " using (tenant = (select hibernate_ext.tenant()))"
                                + " with check (tenant = (select hibernate_ext.tenant()))");
    }

    private static String migration(SessionFactory sessionFactory) {
        // tag::migration[]
        var security = RowLevelSecurity.of(sessionFactory, "shop_app");
        var migration = String.join(";\n", security.statements());
        // end::migration[]
        return migration;
    }

    @Test
    void installsAndChecks(SessionFactoryScope scope) throws SQLException {
        try (var secured = SecuredDatabase.install(scope);
                var ownersConnection = scope.database().connect();
                var connection = secured.pool().getConnection()) {
            var security = secured.security();
            var oldSecret = SecuredDatabase.SECRET;

            // tag::secrets[]
            var newSecret = TenantSecret.of(BYTES);
            security.install(ownersConnection, newSecret, oldSecret);
            // end::secrets[]
            // tag::check[]
            for (var finding : security.check(connection).findings()) {
                System.getLogger("shop").log(System.Logger.Level.WARNING, finding.toString());
            }
            List<String> upgrade = security.upgrade(connection);
            // end::check[]

            assertThat(upgrade).isEmpty();
            assertThat(security.check(connection).findings()).isEmpty();
        }
    }

    @Test
    void carriesTokens() {
        var secret = TenantSecret.of(BYTES);

        // tag::state[]
        var state = PostgresqlTenantState.create().withRowLevelSecurity(SignedTokens.signedWith(secret));
        // end::state[]

        assertThat(state).isNotNull();
    }
}
