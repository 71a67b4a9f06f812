/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

/** The kinds of holes in row-level security. */
public enum SecurityFault {
    /** The application's role does not exist. */
    ROLE_MISSING("there is no such role. Create it, without SUPERUSER and BYPASSRLS"),
    /** The application's role is a superuser. */
    SUPERUSER("a superuser is past all policies. Connect as a role without SUPERUSER"),
    /** The application's role has BYPASSRLS. */
    BYPASSES("a role with BYPASSRLS is past all policies. Take the attribute away"),
    /** The application's role may create roles, and grant them. */
    CREATES_ROLES("a role with CREATEROLE can make others members of roles. Take the attribute away"),
    /** The application's role has become what it is by SET ROLE, which RESET ROLE takes back. */
    SESSION_ROLE("RESET ROLE leads back to this role. Connect as the application's role"),
    /** The application's role may become one that is past policies, or read files of the server. */
    PRIVILEGED_MEMBER("SET ROLE leads to this role, which is past policies. Revoke the membership"),
    /** The application's role owns a table of tenants. */
    OWNS_TABLE("the application's role owns the table and can switch its policies off. Give it to another role"),
    /** The application's role may become the owner of a table of tenants. */
    OWNER_MEMBER("SET ROLE leads to this role, which owns tables of tenants. Revoke the membership"),
    /** The application's role owns the schema of a table of tenants, and may drop the table. */
    OWNS_SCHEMA("the application's role owns the schema of tables of tenants. Give it to another role"),
    /** A table of the mappings is not there. */
    TABLE_MISSING("the table is not there. Create it, and run RowLevelSecurity.upgrade"),
    /** Row-level security of a table is off. */
    NOT_ENABLED("row-level security is off. Run RowLevelSecurity.upgrade"),
    /** Row-level security of a table is off for its owner. */
    NOT_FORCED("the owner is past the policies. Run RowLevelSecurity.upgrade"),
    /** A table has no policy of ours. */
    POLICY_MISSING("there is no policy. Run RowLevelSecurity.upgrade"),
    /** A policy is not as it should be. */
    POLICY_CHANGED("the policy is not the one of the mappings. Run RowLevelSecurity.upgrade"),
    /** A policy lets rows through for another reason than the tenant. */
    POLICY_WITH_OR("the policy has an alternative. Run RowLevelSecurity.upgrade"),
    /** A policy does not say what may be written. */
    POLICY_WITHOUT_CHECK("the policy has no WITH CHECK of its own. Run RowLevelSecurity.upgrade"),
    /** Another permissive policy lets more rows through. */
    POLICY_EXTRA("the permissive policy shows more rows. Drop it, or create it AS RESTRICTIVE"),
    /** The function policies ask is not as it should be. */
    FUNCTION_CHANGED("the function is missing or was changed. Run RowLevelSecurity.upgrade"),
    /** The application's role may replace the function policies ask. */
    FUNCTION_OWNER("the application's role can replace the function. Give it to another role"),
    /** The application's role may read or change the keys. */
    KEYS_READABLE("the application's role can reach the keys. Revoke all rights on the table"),
    /** The application's role may create things in the schema with the function. */
    FOUNDATION_CREATE("the application's role can create things in this schema. Revoke CREATE"),
    /** The application's role may create things in a schema that others search. */
    SCHEMA_CREATE("the application's role can create things in this schema. Revoke CREATE"),
    /** A view reads tables of tenants with the rights of its owner. */
    OWNER_VIEW("the view reads with the rights of its owner. Set security_invoker = true"),
    /** A materialised view has copies of rows of tenants. */
    MATERIALIZED_VIEW("the materialised view has rows of all tenants. Revoke its rights"),
    /** A function runs with the rights of its owner. */
    DEFINER_FUNCTION("the function runs with the rights of its owner. Revoke EXECUTE, or allow it in the check"),
    /** A function of somebody's is said to leak nothing, and is run before policies. */
    LEAKPROOF_FUNCTION("the function is run on rows before policies are. Alter it to NOT LEAKPROOF"),
    /** TRUNCATE does not ask policies. */
    TRUNCATE_GRANT("the application's role can truncate the table. Revoke TRUNCATE"),
    /** A trigger sees what others write. */
    TRIGGER_GRANT("the application's role can put triggers on the table. Revoke TRIGGER"),
    /** A foreign key tells which rows there are. */
    REFERENCES_GRANT("the application's role can refer to the table by foreign keys. Revoke REFERENCES"),
    /** A rule runs with the rights of the table's owner. */
    RULE("a rule runs with the rights of the table's owner. Drop it"),
    /** A unique key tells that another tenant has a value. */
    UNIQUE_WITHOUT_TENANT("the unique key tells what other tenants have. Add the column of the tenant"),
    /** A foreign key takes rows of other tenants. */
    FOREIGN_KEY_WITHOUT_TENANT(
            "the foreign key takes rows of other tenants. Add the column of the tenant on both sides"),
    /** The column of the tenant may be empty. */
    TENANT_NULLABLE("the column of the tenant may be null. Set it NOT NULL"),
    /** No index begins with the tenant. */
    NO_TENANT_INDEX("no index begins with the column of the tenant. Create one"),
    /** A partition can be read past its parent. */
    PARTITION_UNPROTECTED("the partition has no policy of its own. Revoke all rights on it"),
    /** A table that is not mapped has a column of the tenant, and no policies. */
    UNPROTECTED_COPY(
            "the table has a column of the tenant and no row-level security. Revoke its rights, or protect it");

    private final String description;

    SecurityFault(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
