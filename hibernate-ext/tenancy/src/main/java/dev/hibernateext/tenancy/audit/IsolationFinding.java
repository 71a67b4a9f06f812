/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.audit;

/**
 * One thing a native statement does beyond its tenant.
 *
 * @param fault what kind it is of
 * @param table the table as the statement names it, or {@code statement} where no table is known
 */
public record IsolationFinding(IsolationFault fault, String table) {

    /** The table stands for one that is not known. */
    public static final String STATEMENT = "statement";

    /** What is wrong and what to do, in one sentence each. */
    @Override
    public String toString() {
        return "%s %s. %s.".formatted(table, fault.description(), fault.remedy());
    }
}
