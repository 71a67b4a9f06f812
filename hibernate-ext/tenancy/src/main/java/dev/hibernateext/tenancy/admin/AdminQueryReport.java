/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import java.util.List;

/**
 * What became of a query over tenants.
 *
 * @param asked how many tenants were to answer until it ended, those that are not active among them
 * @param answered how many of them did, each with all its rows
 * @param failures those that did not; rows they gave before they failed may have been handed out
 * @param statements how many statements were used
 * @param end how it ended
 */
public record AdminQueryReport(int asked, int answered, List<TenantFailure> failures, int statements, End end) {

    /** How a query over tenants may end. */
    public enum End {

        /** All tenants were asked. */
        COMPLETED,

        /** The caller wanted no more. */
        CANCELLED,

        /** It took longer than {@link AdminQueryOptions#timeout}. */
        TIMED_OUT
    }

    /** Copies the failures. */
    public AdminQueryReport {
        failures = List.copyOf(failures);
    }

    /**
     * Whether there is an answer of every tenant.
     *
     * @return true if it did not end early and no tenant failed
     */
    public boolean isComplete() {
        return end == End.COMPLETED && failures.isEmpty();
    }
}
