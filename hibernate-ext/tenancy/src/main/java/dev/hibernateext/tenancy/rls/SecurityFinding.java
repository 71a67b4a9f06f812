/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

/**
 * One hole in row-level security.
 *
 * @param fault what kind it is of
 * @param object the role, table, view, function, key or policy it is in, as it stands in SQL
 */
public record SecurityFinding(SecurityFault fault, String object) {

    /** What is wrong and what to do, in one sentence each. */
    @Override
    public String toString() {
        return object + ": " + fault.description();
    }
}
