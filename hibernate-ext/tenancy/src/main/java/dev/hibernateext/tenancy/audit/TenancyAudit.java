/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.audit;

/**
 * Keeps a record of work across tenants. Called before the work begins, on its thread: if it throws, nothing is begun. The record
 * names people, so it belongs where such records may be kept.
 */
@FunctionalInterface
public interface TenancyAudit {

    /**
     * Takes an event.
     *
     * @param event what is about to happen, or has happened
     */
    void record(TenancyEvent event);
}
