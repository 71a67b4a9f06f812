/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.rls.RowLevelSecurity;
import dev.hibernateext.tenancy.rls.SecurityFault;
import dev.hibernateext.tenancy.rls.SecurityFinding;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault the check knows is planted and found, and a database without faults has none. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {
            Ledger.Customer.class,
            Ledger.Company.class,
            Ledger.Invoice.class,
            Ledger.Label.class,
            Ledger.Country.class
        })
class SecurityCheckIT {

    /** Each is planted in a transaction that is rolled back. */
    private static final Map<SecurityFault, List<String>> PLANTED = Map.ofEntries(
            entry(SecurityFault.ROLE_MISSING, List.of("alter role hibernate_ext_app rename to elsewhere")),
            entry(SecurityFault.SUPERUSER, List.of("alter role hibernate_ext_app superuser")),
            entry(SecurityFault.BYPASSES, List.of("alter role hibernate_ext_app bypassrls")),
            entry(SecurityFault.CREATES_ROLES, List.of("alter role hibernate_ext_app createrole")),
            entry(SecurityFault.SESSION_ROLE, List.of("set local role hibernate_ext_app")),
            entry(
                    SecurityFault.PRIVILEGED_MEMBER,
                    List.of("create role past bypassrls", "grant past to hibernate_ext_app")),
            entry(SecurityFault.OWNS_TABLE, List.of("alter table invoice owner to hibernate_ext_app")),
            entry(
                    SecurityFault.OWNER_MEMBER,
                    List.of(
                            "create role keeper",
                            "grant keeper to hibernate_ext_app",
                            "alter table invoice owner to keeper")),
            entry(SecurityFault.OWNS_SCHEMA, List.of("alter schema public owner to hibernate_ext_app")),
            entry(SecurityFault.TABLE_MISSING, List.of("alter table invoice_tag rename to elsewhere")),
            entry(SecurityFault.NOT_ENABLED, List.of("alter table invoice disable row level security")),
            entry(SecurityFault.NOT_FORCED, List.of("alter table invoice no force row level security")),
            entry(SecurityFault.POLICY_MISSING, List.of("drop policy hibernate_ext_tenant on invoice_tag")),
            entry(SecurityFault.POLICY_CHANGED, List.of("alter policy hibernate_ext_tenant on invoice using (true)")),
            entry(
                    SecurityFault.POLICY_WITH_OR,
                    List.of(
                            "alter policy hibernate_ext_tenant on invoice using"
                                    + " (tenant = (select hibernate_ext.tenant()) or current_setting('app.root', true) = 'on')")),
            entry(
                    SecurityFault.POLICY_WITHOUT_CHECK,
                    List.of(
                            "drop policy hibernate_ext_tenant on invoice",
                            "create policy hibernate_ext_tenant on invoice using (tenant = (select hibernate_ext.tenant()))")),
            entry(SecurityFault.POLICY_EXTRA, List.of("create policy everybody on invoice for select using (true)")),
            entry(SecurityFault.FUNCTION_CHANGED, List.of("""
                    create or replace function hibernate_ext.tenant() returns text language plpgsql stable security definer
                    set search_path = pg_catalog, pg_temp as 'begin return current_setting(''app.tenant''); end'""")),
            entry(
                    SecurityFault.FUNCTION_OWNER,
                    List.of("alter function hibernate_ext.tenant() owner to hibernate_ext_app")),
            entry(
                    SecurityFault.KEYS_READABLE,
                    List.of("grant select (inner_pad) on hibernate_ext.tenant_key to public")),
            entry(
                    SecurityFault.FOUNDATION_CREATE,
                    List.of("grant create on schema hibernate_ext to hibernate_ext_app")),
            entry(SecurityFault.SCHEMA_CREATE, List.of("grant create on schema public to public")),
            entry(
                    SecurityFault.OWNER_VIEW,
                    List.of(
                            "create view inner_view with (security_invoker) as select * from invoice",
                            "create view outer_view as select * from inner_view",
                            "grant select on outer_view to hibernate_ext_app")),
            entry(
                    SecurityFault.MATERIALIZED_VIEW,
                    List.of(
                            "create materialized view copied as select * from invoice",
                            "grant select on copied to hibernate_ext_app")),
            entry(
                    SecurityFault.DEFINER_FUNCTION,
                    List.of("create function everything() returns bigint security definer language sql"
                            + " as 'select count(*) from invoice'")),
            entry(
                    SecurityFault.LEAKPROOF_FUNCTION,
                    List.of("create function seen(text) returns boolean leakproof language plpgsql"
                            + " as 'begin raise notice ''%'', $1; return true; end'")),
            entry(SecurityFault.TRUNCATE_GRANT, List.of("grant truncate on invoice to public")),
            entry(SecurityFault.TRIGGER_GRANT, List.of("grant trigger on invoice to hibernate_ext_app")),
            entry(SecurityFault.REFERENCES_GRANT, List.of("grant references (id) on invoice to hibernate_ext_app")),
            entry(SecurityFault.RULE, List.of("create rule copying as on insert to invoice do also select 1")),
            entry(
                    SecurityFault.UNIQUE_WITHOUT_TENANT,
                    List.of("alter table invoice add constraint numbers unique (number)")),
            entry(
                    SecurityFault.FOREIGN_KEY_WITHOUT_TENANT,
                    List.of("alter table invoice add parent bigint references invoice")),
            entry(SecurityFault.TENANT_NULLABLE, List.of("alter table invoice alter tenant drop not null")),
            entry(SecurityFault.NO_TENANT_INDEX, List.of("drop table invoice cascade", """
                    create table invoice (id bigint primary key, tenant varchar(255) not null)""")),
            entry(
                    SecurityFault.PARTITION_UNPROTECTED,
                    List.of(
                            "create table invoice_2026 () inherits (invoice)",
                            "grant select on invoice_2026 to hibernate_ext_app")),
            entry(
                    SecurityFault.UNPROTECTED_COPY,
                    List.of(
                            "create table saved as select * from invoice",
                            "grant select on saved to hibernate_ext_app")));

    private final SecuredDatabase secured;

    SecurityCheckIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
    }

    @AfterEach
    void close() throws SQLException {
        secured.close();
    }

    @Test
    void findsNothingWhereNothingIs() throws SQLException {
        secured.pool().recorder().clear();
        try (var connection = secured.pool().getConnection()) {
            assertThat(secured.security().check(connection).findings()).isEmpty();
        }

        secured.pool().recorder().assertCount(2);
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatIsPlanted(SecurityFault fault, SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            connection.setAutoCommit(false);
            SecuredDatabase.run(connection, PLANTED.getOrDefault(fault, List.of()));

            assertThat(check(secured.security(), connection))
                    .extracting(SecurityFinding::fault)
                    .contains(fault);
            connection.rollback();
        }
    }

    private static List<SecurityFinding> check(RowLevelSecurity security, Connection connection) throws SQLException {
        return security.check(connection).findings();
    }

    @Test
    void allowsFunctionsThatAreNamed(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            connection.setAutoCommit(false);
            SecuredDatabase.run(connection, PLANTED.getOrDefault(SecurityFault.DEFINER_FUNCTION, List.of()));

            assertThat(secured.security()
                            .check(connection)
                            .allowingDefinerFunctions("public.everything()")
                            .findings())
                    .isEmpty();
            connection.rollback();
        }
    }

    @Test
    void namesTheObjectAndTheRemedy(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            connection.setAutoCommit(false);
            SecuredDatabase.run(connection, PLANTED.getOrDefault(SecurityFault.OWNER_VIEW, List.of()));

            assertThat(check(secured.security(), connection))
                    .singleElement()
                    .hasToString(
                            "outer_view: the view reads with the rights of its owner. Set security_invoker = true");
            connection.rollback();
        }
    }
}
