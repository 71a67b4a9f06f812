/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/** A tenant reached a row of another one. */
public final class TenantLeakError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient LeakFinding finding;

    TenantLeakError(LeakFinding finding) {
        super(finding.message());
        this.finding = finding;
    }

    /**
     * What was found.
     *
     * @return entity, attack and remedy
     */
    public LeakFinding finding() {
        return finding;
    }
}
