/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

/**
 * Told what becomes of requests that found no connection at once. Called by the thread of the request, outside of locks, with the
 * connection not yet taken; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface AdmissionListener {

    /** Listens to nothing. */
    AdmissionListener NOOP = event -> {};

    /**
     * A request was decided on.
     *
     * @param event how
     */
    void decided(AdmissionEvent event);
}
