/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.change.internal.Joining;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Sees what is written behind statements of HQL, the criteria API and native ones. */
final class ReachingStatements implements ExecutionWatch {

    @Override
    public void beforeOwn(Own statement, SharedSessionContractImplementor session) {
        var tables = ReachedWrites.tables(session);
        for (var space : statement.tables()) {
            ReachedWrites.of(session).before(tables.by(tables.nameOf(space), statement.sql()), Reach.of(session));
        }
    }

    @Override
    public void beforeNative(Native statement, SharedSessionContractImplementor session) {
        for (var space : statement.tables()) {
            ReachedWrites.of(session).before(by(statement, space, session), Reach.ALL);
        }
    }

    private static Reached by(Native statement, String space, SharedSessionContractImplementor session) {
        var tables = ReachedWrites.tables(session);
        var kind = statement.mayRemove() ? RowWrite.Kind.DELETE : RowWrite.Kind.UPDATE;
        return tables.by(RowWrite.of(tables.nameOf(space), kind));
    }

    @Override
    public void afterNative(Native statement, SharedSessionContractImplementor session) {
        if (!Joining.isJoined(session)) {
            statement.tables().forEach(space -> ReachedWrites.evict(by(statement, space, session)));
        }
    }

    @Override
    public @Nullable Cacheable beforeCacheable(Cacheable query, SharedSessionContractImplementor session) {
        return null;
    }

    @Override
    public void afterCacheable(@Nullable Cacheable outer, SharedSessionContractImplementor session) {
        // reads reach nothing
    }
}
