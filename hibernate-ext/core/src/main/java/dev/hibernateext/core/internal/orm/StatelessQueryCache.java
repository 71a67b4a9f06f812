/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.internal.Joining;
import java.util.Collection;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Outdates cached query results when a stateless session writes, which Hibernate itself does for stateful sessions only.
 * Does nothing where the query cache is off.
 */
final class StatelessQueryCache {

    private final boolean on;

    StatelessQueryCache(SessionFactoryImplementor factory) {
        on = factory.getSessionFactoryOptions().isQueryCacheEnabled();
    }

    boolean isOn() {
        return on;
    }

    boolean concerns(SharedSessionContractImplementor session) {
        return on && !session.isEventSource();
    }

    /** Tables were written: results that depend on them are not used from now on, nor after the commit. */
    void written(SharedSessionContractImplementor session, String... tables) {
        if (concerns(session)) {
            if (Joining.isJoined(session)) {
                outdateAtCompletion(session, tables);
            } else {
                timestamps(session).invalidate(tables, session);
            }
        }
    }

    void written(SharedSessionContractImplementor session, Collection<String> tables) {
        written(session, tables.toArray(String[]::new));
    }

    private static void outdateAtCompletion(SharedSessionContractImplementor session, String... tables) {
        var callbacks = session.getTransactionCompletionCallbacksImplementor();
        for (var table : tables) {
            callbacks.addSpaceToInvalidate(table);
        }
        timestamps(session).preInvalidate(tables, session);
    }

    private static TimestampsCache timestamps(SharedSessionContractImplementor session) {
        return session.getFactory().getCache().getTimestampsCache();
    }
}
