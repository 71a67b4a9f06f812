/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.regex.Pattern;

/**
 * How things are called in the database.
 *
 * @param schema the schema with the function and the keys, also the name before the dot of the setting; lower-case letters,
 *     digits and underscores
 * @param policy the policy on each table, likewise
 */
public record SecurityNames(String schema, String policy) {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** Schema {@code hibernate_ext} and policy {@code hibernate_ext_tenant}. */
    public static final SecurityNames DEFAULT = new SecurityNames("hibernate_ext", "hibernate_ext_tenant");

    /** Checks that the names need no quotes. */
    public SecurityNames {
        if (!PLAIN.matcher(schema).matches() || !PLAIN.matcher(policy).matches()) {
            throw new IllegalArgumentException(
                    "A schema or a policy of row-level security has a name that needs quotes. Use a-z, 0-9 and '_'.");
        }
    }

    String setting() {
        return schema + ".tenant_token";
    }

    String function() {
        return schema + ".tenant";
    }

    String keyTable() {
        return schema + ".tenant_key";
    }
}
