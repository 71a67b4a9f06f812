/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import dev.hibernateext.tenancy.rls.TenantTable.Parent;
import dev.hibernateext.tenancy.rls.TenantTable.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        return "create unique index if not exists %s on %s (%s)"
                .formatted(name(table, identity), table, leading(tenant, without(tenant, identity)));
    }

    private void addForeignKey(List<String> statements, TenantTable table, Parent parent) {
        for (var target : tables) {
            if (target.name().equals(parent.reference().table()) && target.tenant() != null && table.tenant() != null) {
                // The key without the tenant would tell a foreign row from none.
                statements.add(drop(table.name(), parent.constraint()));
                statements.addAll(new Key(
                                table.name(),
                                table.tenant().name(),
                                target.tenant().name(),
                                parent.reference())
                        .statements());
            }
        }
    }

    /** A foreign key with the tenants of both tables. Where the tenant is part of what is referred to, it is so once. */
    private record Key(String table, String tenant, String targetTenant, Reference reference) {

        List<String> statements() {
            var name = name(table, reference.columns());
            var statements = new ArrayList<>(List.of(
                    drop(table, name),
                    "alter table %s add constraint %s foreign key (%s) references %s (%s)"
                            .formatted(
                                    table,
                                    name,
                                    leading(tenant, rest(reference.columns())),
                                    reference.table(),
                                    leading(targetTenant, rest(reference.targets())))));
            var position = reference.targets().indexOf(targetTenant);
            if (position >= 0 && !reference.columns().get(position).equals(tenant)) {
                statements.addAll(same(name + "_same", reference.columns().get(position)));
            }
            return statements;
        }

        /** The columns whose targets are not the tenant. */
        private List<String> rest(List<String> columns) {
            return IntStream.range(0, columns.size())
                    .filter(i -> !reference.targets().get(i).equals(targetTenant))
                    .mapToObj(columns::get)
                    .toList();
        }

        private List<String> same(String name, String column) {
            return List.of(
                    drop(table, name),
                    "alter table %s add constraint %s check (%s = %s)".formatted(table, name, column, tenant));
        }
    }

    private static String drop(String table, String constraint) {
        return "alter table %s drop constraint if exists %s".formatted(table, constraint);
    }

    private static List<String> without(String tenant, List<String> columns) {
        return columns.stream().filter(column -> !column.equals(tenant)).toList();
    }

    private static String leading(String tenant, List<String> columns) {
        return Stream.concat(Stream.of(tenant), columns.stream()).collect(Collectors.joining(", "));
    }

    /** The same for the same columns, and no longer than PostgreSQL allows. */
    private static String name(String table, List<String> columns) {
        var id = UUID.nameUUIDFromBytes((table + columns).getBytes(StandardCharsets.UTF_8));
        return "tenant_" + id.toString().replace("-", "");
    }
}
