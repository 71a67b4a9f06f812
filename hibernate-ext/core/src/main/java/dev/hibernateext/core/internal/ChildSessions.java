/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal;

import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;

/**
 * Opens sessions on the connection and in the transaction of another session, to be closed by the caller. Safe for use by many
 * threads.
 */
public interface ChildSessions {

    /** Those of the factory of a session. */
    static ChildSessions of(SharedSessionContract session) {
        return FactoryState.of(session.getFactory()).component(ChildSessions.class, () -> {
            throw new IllegalStateException("The session factory is still being built.");
        });
    }

    /** A child with the tenant, interceptor, cache mode and suspended features of its parent. */
    StatelessSessionImplementor openStateless(SharedSessionContractImplementor parent);

    /** A child with the tenant of its parent, and otherwise as Hibernate makes it. */
    SessionImplementor open(SharedSessionContractImplementor parent);
}
