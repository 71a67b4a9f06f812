/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/** Runs work as a tenant, the way the application does. */
@FunctionalInterface
public interface TenantScope {

    /**
     * Runs the work, which opens a session by {@code openSession()} or {@code openStatelessSession()} of the factory.
     *
     * @param tenant one of the two identifiers the kit was made with
     * @param work to be run once, on the calling thread
     */
    void run(Object tenant, Runnable work);
}
