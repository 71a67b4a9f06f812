/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What has to be done to make the database what the mappings say. */
record Drift(RowLevelSecurity security, LivePolicies live) {

    List<String> statements() {
        var statements = new ArrayList<String>();
        if (!live.foundation()) {
            statements.addAll(security.foundation());
        }
        for (var table : security.tables()) {
            live.states().stream()
                    .filter(state -> state.table().equals(table.name()))
                    .findFirst()
                    .ifPresent(state -> statements.addAll(changes(table, state)));
        }
        statements.addAll(obsolete());
        return List.copyOf(statements);
    }

    private List<String> changes(TenantTable table, LivePolicies.State state) {
        var text = new PolicyStatements(table, security.names());
        var named = live.on(table).stream()
                .filter(policy -> policy.name().equals(security.names().policy()))
                .toList();
        if (named.isEmpty()) {
            return text.all(security.role());
        }
        var changes = new ArrayList<String>();
        if (!state.enabled()) {
            changes.add(text.enable());
        }
        if (!state.forced()) {
            changes.add(text.force());
        }
        if (!named.get(0).isAs(table, security.names())) {
            changes.add(text.drop());
            changes.add(text.create());
        }
        return changes;
    }

    /** A table that is no tenant's any more would show nobody anything. */
    private List<String> obsolete() {
        var known = security.tables().stream().map(TenantTable::name).collect(Collectors.toSet());
        return live.policies().stream()
                .filter(policy -> policy.name().equals(security.names().policy()) && !known.contains(policy.table()))
                .flatMap(policy -> {
                    var text = new PolicyStatements(
                            new TenantTable(policy.table(), null, null, List.of(), TenantTable.Keys.NONE),
                            security.names());
                    return List.of(text.drop(), text.disable()).stream();
                })
                .toList();
    }
}
