/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.tenancy.TenantMismatchException;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Holds a session to the tenant in force: at each statement, each look into a cache and each flush. Only ending a transaction
 * and closing the session are free, since scopes may close first.
 */
final class SessionTenant implements SessionEventListener {

    private static final long serialVersionUID = 1L;

    private final String tenant;

    private SessionTenant(String tenant) {
        this.tenant = tenant;
    }

    static void guard(SharedSessionContractImplementor session) {
        var guard = new SessionTenant(String.valueOf(session.getTenantIdentifierValue()));
        guard.requireInForce();
        session.getEventListenerManager().addListener(guard);
    }

    static void requireInForce(SharedSessionContractImplementor session) {
        requireInForce(String.valueOf(session.getTenantIdentifierValue()));
    }

    private void requireInForce() {
        requireInForce(tenant);
    }

    private static void requireInForce(String tenant) {
        var inForce = Contexts.current().tenant();
        if (inForce == null || !inForce.value().equals(tenant)) {
            throw TenantMismatchException.of(tenant, inForce);
        }
    }

    @Override
    public void jdbcConnectionAcquisitionStart() {
        requireInForce();
    }

    @Override
    public void jdbcPrepareStatementStart() {
        requireInForce();
    }

    @Override
    public void jdbcExecuteStatementStart() {
        requireInForce();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        requireInForce();
    }

    @Override
    public void cacheGetStart() {
        requireInForce();
    }

    @Override
    public void flushStart() {
        requireInForce();
    }

    @Override
    public void partialFlushStart() {
        requireInForce();
    }
}
