/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.audit.IsolationFault;
import dev.hibernateext.tenancy.audit.IsolationFinding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads statements of the tenant acme on two tables with a tenant, one whose rows have an owner, and a shared one. */
final class Statements {

    private static final MappedTables TABLES = MappedTables.of(List.of(
            new MappedTable(null, "account", "tenant_id", null),
            new MappedTable(null, "label", "tenant", null),
            new MappedTable(null, "word", null, new MappedTable.Owner("account", List.of("account_id"), List.of("id"))),
            new MappedTable("shared", "currency", null, null)));

    static final Standpoint ROWS =
            new Standpoint("acme", Set.of("public", "shared", "information_schema"), true, false);

    private final SqlReader reader = new SqlReader(TABLES);

    /** The faults and the tables, as one text each. */
    Set<String> faults(String sql, Standpoint standpoint) {
        return standpoint.findings(reader.facts(sql)).stream()
                .map(finding -> finding.fault() + " " + finding.table())
                .collect(Collectors.toSet());
    }

    Set<String> faults(String sql) {
        return faults(sql, ROWS);
    }

    Set<IsolationFault> kinds(String sql) {
        return ROWS.findings(reader.facts(sql)).stream()
                .map(IsolationFinding::fault)
                .collect(Collectors.toSet());
    }
}
