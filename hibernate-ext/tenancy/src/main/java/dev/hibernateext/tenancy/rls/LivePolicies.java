/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The tables and policies the catalog knows, read by one statement.
 *
 * @param states one for each table of the mappings that is there
 * @param policies on these tables, and those with our name on others
 * @param foundation whether the function is there and as it should be
 */
record LivePolicies(List<State> states, List<LivePolicy> policies, boolean foundation) {

    private static final String SQL = """
            with model as (select name as given, to_regclass(name) as id from unnest(?::text[]) name),
            part as (
                select 'table' as kind, m.given, n.nspname, '' as policy, null as visible, null as writable,
                    c.relrowsecurity as first, c.relforcerowsecurity as second
                from model m join pg_class c on c.oid = m.id join pg_namespace n on n.oid = c.relnamespace
                union all
                select 'policy', coalesce(m.given, p.polrelid::regclass::text), n.nspname, p.polname,
                    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid),
                    p.polcmd = '*' and p.polpermissive and p.polroles = '{0}', p.polpermissive
                from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
                    left join model m on m.id = p.polrelid
                where m.id is not null or p.polname = ?
                union all
                select 'function', '', '', '', null, null,
                    f.prosrc = ? and f.provolatile = 's' and f.prosecdef
                        and f.proconfig = '{"search_path=pg_catalog, pg_temp"}', false
                from pg_proc f where f.oid = to_regprocedure(?))
            select * from part order by kind, given, policy
            """;

    /** Whether a table's row-level security is on, and for its owner too. */
    record State(String table, boolean enabled, boolean forced) {}

    static LivePolicies read(Connection connection, Collection<TenantTable> tables, SecurityNames names)
            throws SQLException {
        try (var statement = connection.prepareStatement(SQL)) {
            var given = tables.stream().map(TenantTable::name).toArray();
            statement.setArray(1, connection.createArrayOf("text", given));
            statement.setString(2, names.policy());
            statement.setString(3, Foundation.body(names));
            statement.setString(4, names.function() + "()");
            try (var rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    private static LivePolicies read(ResultSet rows) throws SQLException {
        var states = new ArrayList<State>();
        var policies = new ArrayList<LivePolicy>();
        var foundation = false;
        while (rows.next()) {
            switch (rows.getString("kind")) {
                case "table" ->
                    states.add(new State(rows.getString("given"), rows.getBoolean("first"), rows.getBoolean("second")));
                case "policy" -> policies.add(policy(rows));
                default -> foundation = rows.getBoolean("first");
            }
        }
        return new LivePolicies(states, policies, foundation);
    }

    private static LivePolicy policy(ResultSet rows) throws SQLException {
        return new LivePolicy(
                rows.getString("given"),
                rows.getString("nspname"),
                rows.getString("policy"),
                rows.getString("visible"),
                rows.getString("writable"),
                rows.getBoolean("first"),
                rows.getBoolean("second"));
    }

    List<LivePolicy> on(TenantTable table) {
        return policies.stream()
                .filter(policy -> policy.table().equals(table.name()))
                .toList();
    }
}
