/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import org.hibernate.engine.creation.internal.SessionCreationOptionsAdaptor;
import org.hibernate.engine.creation.internal.SharedStatelessSessionBuilderImpl;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.StatelessSessionImpl;

/**
 * Opens a stateless session on the connection of another. Hibernate's own builder refuses that under multi-tenancy, because it
 * compares the tenants the wrong way round: it throws if they are the same. Leans on {@code
 * org.hibernate.engine.creation.internal.SharedStatelessSessionBuilderImpl} and what that creates, {@code
 * org.hibernate.internal.StatelessSessionImpl}.
 */
final class StatelessChild extends SharedStatelessSessionBuilderImpl {

    private StatelessChild(SharedSessionContractImplementor parent) {
        super(parent);
    }

    /** See {@link dev.hibernateext.core.internal.ChildSessions}. */
    static StatelessSessionImplementor open(SharedSessionContractImplementor parent) {
        // Made first, or the child would have one of its own.
        parent.accessTransaction();
        var builder = new StatelessChild(parent);
        builder.connection();
        builder.interceptor();
        builder.statementInspector();
        var child = builder.open();
        child.setCacheMode(parent.getCacheMode());
        SessionState.of(child).suspendLike(SessionState.of(parent));
        return child;
    }

    @Override
    public StatelessSessionImplementor open() {
        return createStatelessSession();
    }

    @Override
    protected StatelessSessionImplementor createStatelessSession() {
        var factory = (SessionFactoryImpl) original.getFactory();
        return new StatelessSessionImpl(factory, new SessionCreationOptionsAdaptor(factory, this, original));
    }
}
