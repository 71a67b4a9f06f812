/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.audit;

/**
 * One thing a native statement does beyond its tenant.
 *
 * @param fault what kind it is of
 * @param table the table as the statement names it, or {@link #STATEMENT}
 */
public record IsolationFinding(IsolationFault fault, String table) {

    /** Stands in the place of a table where the whole statement is meant. */
    public static final String STATEMENT = "The statement";

    /** What is wrong and what to do, in one sentence each. */
    @Override
    public String toString() {
        return "%s %s. %s.".formatted(table, fault.description(), fault.remedy());
    }
}
