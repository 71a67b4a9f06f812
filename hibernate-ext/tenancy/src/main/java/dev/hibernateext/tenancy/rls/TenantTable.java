/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table with rows of tenants. Names are as they stand in SQL, quoted where they have to be.
 *
 * @param name with its schema, where the mapping knows one
 * @param tenant the column that says whose a row is, or null where an owner's row says it
 * @param owner the row that says it, or null where the column does
 * @param others rows a row of a link table leads to, which have to be the tenant's too when it is written
 * @param keys its primary key and the foreign keys to primary keys
 */
record TenantTable(
        String name,
        @Nullable TenantColumn tenant,
        @Nullable Reference owner,
        List<Reference> others,
        Keys keys) {

    /** A foreign key, and the name of its constraint. */
    record Parent(String constraint, Reference reference) {}

    /** The columns of the primary key, and foreign keys. */
    record Keys(List<String> identity, List<Parent> parents) {

        static final Keys NONE = new Keys(List.of(), List.of());
    }

    /** A column, its type, which is empty where it is text, and whether every row has it: history of deletes may not. */
    record TenantColumn(String name, String type, boolean required) {}

    /** Columns here and the columns of the other table they equal. */
    record Reference(String table, List<String> columns, List<String> targets) {

        String condition(String from) {
            var keys = IntStream.range(0, columns.size())
                    .mapToObj(i -> "o." + targets.get(i) + " = " + from + "." + columns.get(i))
                    .collect(Collectors.joining(" and "));
            return "exists (select 1 from " + table + " o where " + keys + ")";
        }
    }

    static TenantTable byColumn(String name, TenantColumn column, Keys keys) {
        return new TenantTable(name, column, null, List.of(), keys);
    }

    static TenantTable byOwner(String name, Reference owner, List<Reference> others) {
        return new TenantTable(name, null, owner, others, Keys.NONE);
    }

    List<String> identity() {
        return keys.identity();
    }

    List<Parent> parents() {
        return keys.parents();
    }

    /** Which rows are seen. The function stands in a query of its own, so that it runs once for a statement and not for each row. */
    String using(SecurityNames names) {
        if (tenant != null) {
            var cast = tenant.type().isEmpty() ? "" : "::" + tenant.type();
            return "%s = (select %s()%s)".formatted(tenant.name(), names.function(), cast);
        }
        return owner == null ? "false" : owner.condition(name);
    }

    /** Which rows are written. */
    String check(SecurityNames names) {
        var conditions = new StringBuilder(using(names));
        others.forEach(other -> conditions.append(" and ").append(other.condition(name)));
        return conditions.toString();
    }
}
