/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

/** The settings of the isolation audit. What can be done about a finding is {@code off}, {@code warn} or {@code reject}. */
public final class IsolationSettings {

    /**
     * What to do about all findings for which nothing else is set: {@code off} looks for none; {@code warn} logs them once for
     * each text, and reports each to the audit and the {@link #ALERT}; {@code reject} keeps the statement from running as well.
     * JSqlParser has to be on the class path unless it is {@code off}.
     *
     * @settingDefault off
     */
    public static final String POLICY = "hibernate.ext.tenancy.isolation.policy";

    /**
     * What to do about a statement that names another schema than the tenant's.
     *
     * @settingDefault what {@link #POLICY} says
     */
    public static final String OTHER_SCHEMA = "hibernate.ext.tenancy.isolation.other_schema";

    /**
     * What to do about a statement on a table with rows of all tenants that is not restricted to one.
     *
     * @settingDefault what {@link #POLICY} says
     */
    public static final String MISSING_TENANT = "hibernate.ext.tenancy.isolation.missing_tenant";

    /**
     * What to do about a statement of a tenant that writes a table all tenants share.
     *
     * @settingDefault what {@link #POLICY} says
     */
    public static final String SHARED_WRITE = "hibernate.ext.tenancy.isolation.shared_write";

    /**
     * What to do about a statement that changes the schema; temporary tables are free.
     *
     * @settingDefault what {@link #POLICY} says
     */
    public static final String DEFINITION = "hibernate.ext.tenancy.isolation.definition";

    /**
     * What to do about a statement that cannot be parsed.
     *
     * @settingDefault what {@link #POLICY} says
     */
    public static final String NOT_PARSED = "hibernate.ext.tenancy.isolation.not_parsed";

    /**
     * Whether what {@code doWork} and others send over JDBC is looked at too, and not native queries only.
     *
     * @settingDefault true
     */
    public static final String JDBC = "hibernate.ext.tenancy.isolation.jdbc";

    /**
     * Who is told of each finding as it happens: an {@link IsolationAlert}.
     *
     * @settingDefault none
     */
    public static final String ALERT = "hibernate.ext.tenancy.isolation.alert";

    /**
     * Whether each statement of a tenant's session is logged with the tenant, without the values of parameters, by the logger
     * {@code dev.hibernateext.tenancy.statements} at the level DEBUG.
     *
     * @settingDefault false
     */
    public static final String STATEMENT_LOG = "hibernate.ext.tenancy.statement_log";

    private IsolationSettings() {}
}
