/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.redis.RemoteChanges;
import dev.hibernateext.core.internal.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;

/** What a session writes in its transaction, and has locked in Redis until the end. Belongs to one session. */
final class SessionLocks {

    private final Set<String> tables = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private String id = "";

    static SessionLocks of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(SessionLocks.class, state -> new SessionLocks());
    }

    /** The session writes tables, under these names. */
    void take(
            Collection<String> written,
            Collection<String> under,
            RemoteChanges changes,
            SharedSessionContractImplementor session) {
        if (names.isEmpty()) {
            id = UUID.randomUUID().toString();
            told.clear();
            AfterCompletionCallback releasing = (committed, by) -> release(changes);
            session.getTransactionCompletionCallbacks().registerCallback(releasing);
        }
        tables.addAll(written);
        var more = new ArrayList<>(under);
        more.removeAll(names);
        names.addAll(more);
        changes.lock(id, more);
    }

    private void release(RemoteChanges changes) {
        changes.unlock(id, names);
        told.addAll(tables);
        tables.clear();
        names.clear();
    }

    boolean areWritten(Collection<String> some) {
        return !tables.isEmpty() && some.stream().anyMatch(tables::contains);
    }

    /** Those whose end was not told with the end of a transaction, and will not be. */
    Set<String> untold(Collection<String> some) {
        var untold = new HashSet<>(some);
        untold.removeAll(tables);
        untold.removeAll(told);
        told.clear();
        return untold;
    }
}
