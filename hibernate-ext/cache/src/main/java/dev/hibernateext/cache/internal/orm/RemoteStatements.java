/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.change.internal.MutationWatch;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.jspecify.annotations.Nullable;

/** Shows {@link RemoteTables} the statements of a factory. */
final class RemoteStatements implements ExecutionWatch {

    private final RemoteTables tables;

    private RemoteStatements(RemoteTables tables) {
        this.tables = tables;
    }

    static void watch(RemoteTables tables, SessionFactoryImplementor factory) {
        if (ExecutionWatch.add(factory, new RemoteStatements(tables))) {
            tables.statementsAreSeen();
            UpdateListener.install(factory.getServiceRegistry().requireService(EventListenerRegistry.class));
            MutationWatch.add(factory, new ForcedVersions());
        }
    }

    @Override
    public void beforeOwn(Own statement, SharedSessionContractImplementor session) {
        tables.beginOwn(statement, session);
    }

    @Override
    public void beforeNative(Native statement, SharedSessionContractImplementor session) {
        tables.beginNative(statement.tables(), session);
    }

    @Override
    public void afterNative(Native statement, SharedSessionContractImplementor session) {
        tables.endNative(statement.tables(), session);
    }

    @Override
    public @Nullable Cacheable beforeCacheable(Cacheable query, SharedSessionContractImplementor session) {
        return SessionReads.of(session).begin(query);
    }

    @Override
    public void afterCacheable(@Nullable Cacheable outer, SharedSessionContractImplementor session) {
        SessionReads.of(session).begin(outer);
    }
}
