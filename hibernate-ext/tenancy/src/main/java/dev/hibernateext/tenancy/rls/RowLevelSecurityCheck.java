/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import dev.hibernateext.tenancy.rls.TenantTable.TenantColumn;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks for holes in row-level security by two statements, however many tables there are. It changes nothing.
 *
 * <p>Belongs to the thread that has the connection.
 */
public final class RowLevelSecurityCheck {

    private final RowLevelSecurity security;
    private final Connection connection;
    private final List<String> allowed = new ArrayList<>();

    RowLevelSecurityCheck(RowLevelSecurity security, Connection connection) {
        this.security = security;
        this.connection = connection;
    }

    /**
     * Vouches for functions that run with the rights of their owner.
     *
     * @param signatures as {@code schema.name(type, type)}
     * @return this
     */
    public RowLevelSecurityCheck allowingDefinerFunctions(String... signatures) {
        allowed.addAll(List.of(signatures));
        return this;
    }

    /**
     * Looks.
     *
     * @return what was found; empty if nothing goes past row-level security
     * @throws SQLException if the catalog cannot be read
     */
    public List<SecurityFinding> findings() throws SQLException {
        var findings = new ArrayList<>(ofCatalog());
        var live = LivePolicies.read(connection, security.tables(), security.names());
        if (!live.foundation()) {
            findings.add(new SecurityFinding(
                    SecurityFault.FUNCTION_CHANGED, security.names().function()));
        }
        for (var table : security.tables()) {
            new TableFindings(table, live, security.names(), findings).add();
        }
        return List.copyOf(findings);
    }

    private List<SecurityFinding> ofCatalog() throws SQLException {
        try (var statement = connection.prepareStatement(CatalogQuestions.sql())) {
            var tables = security.tables();
            statement.setString(1, security.role());
            statement.setArray(2, text(tables.stream().map(TenantTable::name).toArray()));
            statement.setArray(
                    3,
                    text(tables.stream()
                            .map(table -> catalogName(table.tenant()))
                            .toArray()));
            statement.setArray(4, required(tables));
            statement.setString(5, security.names().keyTable());
            statement.setString(6, security.names().function() + "()");
            statement.setArray(7, text(allowed.toArray()));
            try (var rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    private Array text(@Nullable Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private Array required(List<TenantTable> tables) throws SQLException {
        return connection.createArrayOf(
                "boolean",
                tables.stream()
                        .map(table -> table.tenant() != null && table.tenant().required())
                        .toArray());
    }

    /** PostgreSQL folds names without quotes. */
    private static @Nullable String catalogName(@Nullable TenantColumn column) {
        if (column == null) {
            return null;
        }
        var name = column.name();
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
    }

    private static List<SecurityFinding> read(ResultSet rows) throws SQLException {
        var findings = new ArrayList<SecurityFinding>();
        while (rows.next()) {
            findings.add(new SecurityFinding(SecurityFault.valueOf(rows.getString(1)), rows.getString(2)));
        }
        return findings;
    }

    /** What is wrong with the policies of one table. */
    private record TableFindings(
            TenantTable table, LivePolicies live, SecurityNames names, List<SecurityFinding> findings) {

        void add() {
            live.states().stream()
                    .filter(state -> state.table().equals(table.name()))
                    .forEach(this::addState);
        }

        private void addState(LivePolicies.State state) {
            if (!state.enabled()) {
                found(SecurityFault.NOT_ENABLED);
            }
            if (!state.forced()) {
                found(SecurityFault.NOT_FORCED);
            }
            var policies = live.on(table);
            if (policies.stream().noneMatch(policy -> policy.name().equals(names.policy()))) {
                found(SecurityFault.POLICY_MISSING);
            }
            policies.forEach(this::addPolicy);
        }

        private void addPolicy(LivePolicy policy) {
            if (!policy.name().equals(names.policy())) {
                if (policy.permissive()) {
                    found(SecurityFault.POLICY_EXTRA);
                }
            } else if (!policy.isAs(table, names)) {
                found(fault(policy));
            }
        }

        private static SecurityFault fault(LivePolicy policy) {
            if (policy.hasAlternatives()) {
                return SecurityFault.POLICY_WITH_OR;
            }
            return policy.check() == null ? SecurityFault.POLICY_WITHOUT_CHECK : SecurityFault.POLICY_CHANGED;
        }

        private void found(SecurityFault fault) {
            findings.add(new SecurityFinding(fault, table.name()));
        }
    }
}
