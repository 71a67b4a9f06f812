/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import dev.hibernateext.tenancy.rls.TenantTable.Parent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keys that lead with the tenant: an index for the policy, and foreign keys that take no row of another tenant. */
record CompositeKeys(List<TenantTable> tables) {

    List<String> statements() {
        var statements = new ArrayList<String>();
        for (var table : tables) {
            if (table.tenant() != null && !table.identity().isEmpty()) {
                statements.add(unique(table.name(), table.tenant().name(), table.identity()));
            }
        }
        tables.forEach(table -> table.parents().forEach(parent -> addForeignKey(statements, table, parent)));
        return statements;
    }

    private static String unique(String table, String tenant, List<String> identity) {
        return "create unique index if not exists %s on %s (%s, %s)"
                .formatted(name(table, identity), table, tenant, String.join(", ", identity));
    }

    private void addForeignKey(List<String> statements, TenantTable table, Parent parent) {
        var reference = parent.reference();
        for (var target : tables) {
            if (target.name().equals(reference.table()) && target.tenant() != null && table.tenant() != null) {
                var name = name(table.name(), reference.columns());
                // The key without the tenant would tell a foreign row from none.
                statements.add(
                        "alter table %s drop constraint if exists %s".formatted(table.name(), parent.constraint()));
                statements.add("alter table %s drop constraint if exists %s".formatted(table.name(), name));
                statements.add("alter table %s add constraint %s foreign key (%s, %s) references %s (%s, %s)"
                        .formatted(
                                table.name(),
                                name,
                                table.tenant().name(),
                                String.join(", ", reference.columns()),
                                target.name(),
                                target.tenant().name(),
                                String.join(", ", reference.targets())));
            }
        }
    }

    /** The same for the same columns, and no longer than PostgreSQL allows. */
    private static String name(String table, List<String> columns) {
        var id = UUID.nameUUIDFromBytes((table + columns).getBytes(StandardCharsets.UTF_8));
        return "tenant_" + id.toString().replace("-", "");
    }
}
