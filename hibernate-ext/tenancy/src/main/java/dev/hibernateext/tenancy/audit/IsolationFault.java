/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.audit;

/** How a native statement may reach beyond its tenant. */
public enum IsolationFault {

    /** It names a schema, or on MariaDB and MySQL a database, that is neither the tenant's nor one the entities are mapped to. */
    OTHER_SCHEMA("is in a schema that is not the tenant's", "Leave the schema out"),

    /**
     * It reads or writes a table with rows of all tenants, and no condition restricts it to one; or it does with the text of
     * another tenant. Row-level security and schemas of tenants need no condition.
     */
    MISSING_TENANT(
            "is used with the rows of all tenants",
            "Compare the tenant's column with a parameter, in a condition that is joined by AND, or use row-level security"),

    /** It writes a table that all tenants share, in the scope of a tenant. */
    SHARED_WRITE("is written for all tenants", "Write it in Tenants.openShared()"),

    /** It changes the schema. */
    DEFINITION("changes the schema", "Leave that to migrations"),

    /** It could not be parsed, so nothing is known about it. */
    NOT_PARSED("could not be parsed", "Simplify it, or use HQL");

    private final String description;
    private final String remedy;

    IsolationFault(String description, String remedy) {
        this.description = description;
        this.remedy = remedy;
    }

    /**
     * What is done to the table, or what the statement does.
     *
     * @return the end of a sentence that begins with the table, or the statement
     */
    public String description() {
        return description;
    }

    /**
     * What to do.
     *
     * @return a sentence without its full stop
     */
    public String remedy() {
        return remedy;
    }
}
