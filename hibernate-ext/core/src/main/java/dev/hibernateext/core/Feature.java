/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

import java.util.regex.Pattern;

/**
 * Something the library does by itself, with an off switch for a factory and for a session.
 *
 * @param name lower-case letters and underscores; the setting {@code hibernate.ext.<name>.enabled} switches it off
 */
public record Feature(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

    /** Created and updated stamps. */
    public static final Feature STAMP = new Feature("stamp");

    /** Versions: increments by bulk statements, strictly increasing timestamps. */
    public static final Feature LOCK = new Feature("lock");

    /** Lifecycle hooks. */
    public static final Feature HOOK = new Feature("hook");

    /** Capture of what a transaction changed. */
    public static final Feature CHANGE = new Feature("change");

    /** Validation of all entities of a flush at once. */
    public static final Feature VALIDATION = new Feature("validation");

    /** Deletes that mark rows. Off for a factory only: a session cannot suspend it. */
    public static final Feature SOFT_DELETE = new Feature("soft_delete");

    /** Rows that belong to tenants. Off for a factory only: a session cannot suspend it. */
    public static final Feature TENANT_ROWS = new Feature("tenant_rows");

    /** Checks the form of the name. */
    public Feature {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Not a feature name: '%s'. Use lower-case letters and underscores.".formatted(name));
        }
    }

    /**
     * The key that switches the feature off in a factory.
     *
     * @return a key of a boolean setting, true by default
     */
    public String setting() {
        return "hibernate.ext." + name + ".enabled";
    }
}
