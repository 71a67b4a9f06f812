/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

/** The settings of row-level security. */
public final class RowLevelSecuritySettings {

    /**
     * The role the application connects as. With it, row-level security is part of the schema that Hibernate creates, and
     * {@link #CHECK} is done.
     */
    public static final String ROLE = "hibernate.ext.tenancy.row_level_security.role";

    /**
     * What to do when a factory starts and the check finds holes: {@code refuse}, {@code warn} or {@code off}.
     *
     * <p>Default: {@code refuse}.
     */
    public static final String CHECK = "hibernate.ext.tenancy.row_level_security.check";

    private RowLevelSecuritySettings() {}
}
