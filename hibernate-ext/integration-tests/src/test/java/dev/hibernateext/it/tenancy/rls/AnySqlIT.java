/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.rls.SignedTokens;
import dev.hibernateext.tenancy.rls.TenantSecret;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** No statement of the application's role, in a transaction of one tenant, sees a row of another. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {
            Ledger.Customer.class,
            Ledger.Company.class,
            Ledger.Invoice.class,
            Ledger.Label.class,
            Ledger.Country.class
        })
class AnySqlIT {

    private static final String SECRET_OF_BOLT = "secret-of-bolt";
    private static final String SECRET_OF_ACME = "secret-of-acme";

    private static final String LOOK = "select string_agg(number, ',') from invoice";

    private final SecuredDatabase secured;

    AnySqlIT(SessionFactoryScope scope) throws SQLException {
        this.secured = SecuredDatabase.install(scope);
    }

    /** One way to try, a statement a line; the last looks. */
    record Attack(String name, String statements) {

        List<String> each() {
            return statements
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Attack attack(String name, String... statements) {
        return new Attack(name, String.join("\n", statements));
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                attack("plain", LOOK),
                attack("condition", "select string_agg(number, ',') from invoice where tenant = 'bolt' or true"),
                attack("a tenant set by name", "select set_config('hibernate_ext.tenant_token', 'bolt', true)", LOOK),
                attack(
                        "a token without signature",
                        "select set_config('hibernate_ext.tenant_token', 'bolt:0:99999999999:00', true)",
                        LOOK),
                attack(
                        "own token with another tenant",
                        "select set_config('hibernate_ext.tenant_token',"
                                + " replace(current_setting('hibernate_ext.tenant_token'), 'acme', 'bolt'), true)",
                        LOOK),
                attack("too many parts", """
                        select set_config('hibernate_ext.tenant_token', current_setting('hibernate_ext.tenant_token') || ':bolt', true)
                        """ + LOOK),
                attack("no token", "set hibernate_ext.tenant_token = ''", LOOK),
                attack("reset", "reset hibernate_ext.tenant_token", "reset all", LOOK),
                attack("row security off", "set row_security = off", LOOK),
                attack("role of the owner", "set role postgres", LOOK),
                attack("role none", "set role none", LOOK),
                attack("session authorization", "set session authorization postgres", LOOK),
                attack("replica", "set session_replication_role = replica", LOOK),
                attack("policy dropped", "drop policy hibernate_ext_tenant on invoice", LOOK),
                attack("security off", "alter table invoice disable row level security", LOOK),
                attack("another policy", "create policy mine on invoice using (true)", LOOK),
                attack("function replaced", """
                        create or replace function hibernate_ext.tenant() returns text language sql as $$ select 'bolt' $$
                        """ + LOOK),
                attack(
                        "function shadowed",
                        "create function pg_temp.current_setting(text, boolean) returns text language sql as 'select ''bolt'''",
                        "set search_path = pg_temp, pg_catalog, public",
                        LOOK),
                attack(
                        "keys read",
                        "select string_agg(encode(inner_pad, 'hex'), ',') from hibernate_ext.tenant_key",
                        "insert into hibernate_ext.tenant_key values (2, '', '')",
                        LOOK),
                attack(
                        "keys shadowed",
                        "create temp table tenant_key (slot int, inner_pad bytea, outer_pad bytea)",
                        "set search_path = pg_temp, hibernate_ext, public",
                        LOOK),
                attack(
                        "table shadowed",
                        "create temp table customer as select 1 as id, 'acme' as tenant",
                        "set search_path = pg_temp, public",
                        LOOK),
                attack(
                        "function that tells",
                        "create function pg_temp.tell(text) returns boolean cost 0.0000001 language plpgsql"
                                + " as 'begin raise exception ''%'', $1; end'",
                        "select string_agg(number, ',') from invoice where pg_temp.tell(number) and tenant = 'bolt'",
                        LOOK),
                attack(
                        "function of the definer",
                        "create function pg_temp.all_of() returns text security definer language sql as '"
                                + LOOK.replace("'", "''") + "'",
                        "select pg_temp.all_of()"),
                attack(
                        "operator that tells",
                        "create function pg_temp.told(varchar, varchar) returns boolean language plpgsql"
                                + " as 'begin raise exception ''%'', $1; end'",
                        "create operator pg_temp.=== (leftarg = varchar, rightarg = varchar, function = pg_temp.told)",
                        "select number operator(pg_temp.===) 'x' from invoice",
                        LOOK),
                attack(
                        "error that tells",
                        "select string_agg((number::int)::text, ',') from invoice where number like '%bolt'",
                        LOOK),
                attack("division that tells", "select count(1 / (id - id)) from invoice where tenant = 'bolt'", LOOK),
                attack("prepared", "prepare stolen as " + LOOK, "execute stolen"),
                attack(
                        "cursor",
                        "declare stolen cursor with hold for select number from invoice",
                        "fetch all from stolen"),
                attack("copy out", "copy invoice to stdout", LOOK),
                attack("copy by program", "copy invoice to program 'cat'", LOOK),
                attack("copy to file", "copy (select * from invoice) to '/tmp/stolen'", LOOK),
                attack("file read", "select pg_read_file('base')", LOOK),
                attack("large object", "select lo_import('/etc/passwd')", LOOK),
                attack(
                        "view",
                        "create temp view stolen as select * from invoice",
                        "select string_agg(number, ',') from stolen"),
                attack(
                        "cross join",
                        "select string_agg(b.number, ',') from invoice a cross join lateral"
                                + " (select * from invoice where tenant <> a.tenant) b"),
                attack(
                        "owned tables",
                        "select string_agg(tags, ',') from invoice_tag",
                        "select string_agg(note, ',') from invoice_note"),
                attack("subclass", "select string_agg(register, ',') from company"),
                attack(
                        "history",
                        "select string_agg(number, ',') from invoice_aud",
                        "select string_agg(element, ',') from invoice_tags_aud",
                        LOOK),
                attack("links", "select string_agg(name, ',') from invoice_label l join \"Label of tenant\" on true"),
                attack("moved here", "update invoice set tenant = 'acme'", LOOK),
                attack("taken over by upsert", """
                        insert into invoice (id, tenant, number) select id, 'acme', 'x' from generate_series(-100, 1000) id on conflict (id) do update set tenant = 'acme' returning number
                        """ + LOOK),
                attack("merged", """
                        merge into invoice i using (values (1)) v on true when matched then update set tenant = 'acme' returning number
                        """ + LOOK),
                attack(
                        "trigger",
                        "create trigger stolen before insert on invoice execute function suppress_redundant_updates_trigger()",
                        LOOK),
                attack("rule", "create rule stolen as on select to invoice do instead select 1", LOOK),
                attack("child", "create temp table child () inherits (invoice)", LOOK),
                attack("foreign key", "create temp table refers (id bigint references invoice)", LOOK),
                attack(
                        "statistics",
                        "select string_agg(most_common_vals::text, ',') from pg_stats where tablename = 'invoice'",
                        LOOK),
                attack("statistics by hand", "select string_agg(stavalues1::text, ',') from pg_statistic", LOOK),
                attack("plan", "explain (analyze, verbose) select * from invoice where number > 'a'", LOOK),
                attack("other sessions", "select string_agg(query, ',') from pg_stat_activity", LOOK),
                attack("locked", "select number from invoice for update", LOOK),
                attack("only", "select string_agg(number, ',') from only invoice"),
                attack("sample", "select string_agg(number, ',') from invoice tablesample system (100)"),
                attack(
                        "system columns",
                        "select string_agg(number, ',') from invoice where ctid = '(0,2)' or ctid = '(0,1)'"),
                attack("recursion", """
                        with recursive r (number, n) as (select number, 1 from invoice union all select i.number, n + 1 from r, invoice i where n < 3) select string_agg(number, ',') from r
                        """),
                attack("returned", "update invoice set number = number returning number", LOOK),
                attack(
                        "deleted",
                        "with gone as (delete from invoice_tag returning tags) select string_agg(tags, ',') from gone"),
                attack("xml", "select table_to_xml('invoice', true, true, '')", LOOK),
                attack("query by text", "select query_to_xml('select * from invoice', true, true, '')", LOOK),
                attack(
                        "dynamic",
                        "do $$ begin execute 'select 1 / 0 from invoice where tenant = ''bolt'''; end $$",
                        LOOK),
                attack("plans", "set plan_cache_mode = force_generic_plan", "set enable_indexscan = off", LOOK),
                attack("parallel", "set debug_parallel_query = on", LOOK));
    }

    @BeforeEach
    void fill(SessionFactoryScope scope) throws SQLException {
        try (var factory = secured.open(Map.of())) {
            Ledger.fill(factory, "acme", SECRET_OF_ACME);
            Ledger.fill(factory, "bolt", SECRET_OF_BOLT);
        }
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(connection, List.of("analyze"));
        }
    }

    @AfterEach
    void close() throws SQLException {
        secured.close();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void seesNothingOfOthers(Attack attack) throws SQLException {
        assertThat(seen(attack)).doesNotContain(SECRET_OF_BOLT);
    }

    /** Prepared and bound elsewhere, all of it works. */
    @Test
    void seesWhatIsItsOwn() throws SQLException {
        assertThat(seen(attack("plain", LOOK))).contains(SECRET_OF_ACME);
    }

    @ParameterizedTest
    @MethodSource("attacks") // The blade.
    void seesAllOfItWithoutPolicies(Attack attack, SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            for (var table : secured.security().tableNames()) {
                SecuredDatabase.run(connection, List.of("alter table " + table + " disable row level security"));
            }
            try {
                assertThat(seen(attack)).contains(SECRET_OF_BOLT);
            } finally {
                for (var table : secured.security().tableNames()) {
                    SecuredDatabase.run(connection, List.of("alter table " + table + " enable row level security"));
                }
            }
        }
    }

    /** All that came back, rows and errors, in one transaction of the tenant. */
    private String seen(Attack attack) throws SQLException {
        var seen = new StringBuilder();
        var state = SecuredDatabase.state();
        try (var pooled = secured.database().connect()) {
            var connection = state.enter(pooled, SecuredDatabase.ACME);
            connection.setAutoCommit(false);
            seen.append(result(connection, "select 1"));
            for (var sql : attack.each()) {
                var savepoint = connection.setSavepoint();
                var result = result(connection, sql);
                seen.append(result).append('\n');
                if (result.startsWith("ERROR")) {
                    connection.rollback(savepoint);
                }
            }
            state.leave(connection);
        }
        return seen.toString();
    }

    private static String result(Connection connection, String sql) {
        var text = new StringBuilder();
        try {
            if (sql.startsWith("copy invoice to stdout")) {
                var writer = new StringWriter();
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, writer);
                return writer.toString();
            }
            // Past the library, which would set the tenant again.
            try (var statement = ((Connection) connection.unwrap(PGConnection.class)).createStatement()) {
                if (statement.execute(sql)) {
                    var rows = statement.getResultSet();
                    while (rows.next()) {
                        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            text.append(rows.getString(i)).append(' ');
                        }
                    }
                }
            }
            return text.toString();
        } catch (SQLException | IOException e) {
            return "ERROR " + e.getMessage();
        }
    }

    @Test
    void acceptsNoTokenOfAnotherConnection() throws SQLException {
        try (var one = secured.database().connect();
                var other = secured.database().connect()) {
            var token = SignedTokens.signedWith(SecuredDatabase.SECRET)
                    .of(SecuredDatabase.BOLT.key(), one)
                    .get();

            assertThat(look(one, token)).contains(SECRET_OF_BOLT);
            assertThatThrownBy(() -> look(other, token)).hasMessageContaining("for another connection");
        }
    }

    @Test
    void acceptsNoTokenThatHasExpired() throws SQLException {
        var tokens = SignedTokens.signedWith(SecuredDatabase.SECRET).lasting(Duration.ofSeconds(10));
        try (var connection = secured.database().connect()) {
            var past = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
            var expired = tokens.at(past).of(SecuredDatabase.ACME.key(), connection);

            assertThatThrownBy(() -> look(connection, expired.get())).hasMessageContaining("has expired");
        }
    }

    @Test
    void acceptsTokensOfTwoSecretsWhileTheyChange(SessionFactoryScope scope) throws SQLException {
        var next = TenantSecret.of(new byte[TenantSecret.MIN_BYTES]);
        try (var owner = scope.database().connect();
                var connection = secured.database().connect()) {
            var older = token(SecuredDatabase.SECRET, SecuredDatabase.ACME, connection);
            var newer = token(next, SecuredDatabase.ACME, connection);

            assertThatThrownBy(() -> look(connection, newer)).hasMessageContaining("is not signed");
            secured.security().install(owner, next, SecuredDatabase.SECRET);
            assertThat(look(connection, older)).isEqualTo(look(connection, newer));
            secured.security().install(owner, next);
            assertThatThrownBy(() -> look(connection, older)).hasMessageContaining("is not signed");
            assertThat(look(connection, newer)).contains(SECRET_OF_ACME);
        }
    }

    @Test
    void isGoodOnAnyConnectionWhereItHasToBe() throws SQLException {
        try (var one = secured.database().connect();
                var other = secured.database().connect()) {
            var token = SignedTokens.signedWith(SecuredDatabase.SECRET)
                    .forAnyBackend()
                    .of(SecuredDatabase.ACME.key(), one)
                    .get();

            assertThat(look(other, token)).contains(SECRET_OF_ACME).doesNotContain(SECRET_OF_BOLT);
        }
    }

    private static String token(TenantSecret secret, Tenant tenant, Connection connection) throws SQLException {
        return SignedTokens.signedWith(secret).of(tenant.key(), connection).get();
    }

    private static String look(Connection connection, String token) throws SQLException {
        connection.setAutoCommit(false);
        try (var setting = connection.prepareStatement("select set_config('hibernate_ext.tenant_token', ?, true)");
                var statement = connection.createStatement()) {
            setting.setString(1, token);
            setting.execute();
            var rows = statement.executeQuery(LOOK);
            rows.next();
            return String.valueOf(rows.getString(1));
        } finally {
            connection.rollback();
        }
    }
}
