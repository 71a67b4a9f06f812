/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the database has it.
 *
 * @param table the name it was asked for by, or the one the catalog knows where the mappings know none
 * @param schema the schema of the table
 * @param name the policy
 * @param using which rows are seen, as PostgreSQL writes it
 * @param check which rows are written, as PostgreSQL writes it
 * @param plain whether it is permissive, and for all commands and roles
 * @param permissive whether it lets rows through that others do not
 */
record LivePolicy(
        String table,
        String schema,
        String name,
        @Nullable String using,
        @Nullable String check,
        boolean plain,
        boolean permissive) {

    boolean isAs(TenantTable expected, SecurityNames names) {
        return plain && same(using, expected.using(names)) && same(check, expected.check(names));
    }

    private boolean same(@Nullable String live, String expected) {
        return live != null && normal(live).equals(normal(expected));
    }

    /**
     * Without what PostgreSQL adds when it writes an expression: parentheses, casts, quotes, the schema of the table, the name of
     * a column. No expression of ours has parentheses that matter.
     */
    private String normal(String expression) {
        return expression
                .toLowerCase(Locale.ROOT)
                .replace("\"", "")
                .replaceAll("::[a-z ]+(\\(\\d+(,\\d+)?\\))?", "")
                .replace(schema.toLowerCase(Locale.ROOT) + ".", "")
                .replaceAll("\\bas (tenant|uuid|int4|int8)\\b", "")
                .replaceAll("[\\s()]", "");
    }

    boolean hasAlternatives() {
        return (using + " " + check).toLowerCase(Locale.ROOT).contains(" or ");
    }
}
