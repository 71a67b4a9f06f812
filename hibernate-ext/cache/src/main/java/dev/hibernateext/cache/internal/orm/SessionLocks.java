/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.redis.RemoteChanges;
import dev.hibernateext.cache.internal.redis.RemoteChanges.Write;
import dev.hibernateext.core.internal.SessionState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;

/** What a session writes in its transaction, and has locked in Redis until the end. Belongs to one session. */
final class SessionLocks {

    /** Of a name that is no table's write. */
    static final String NO_TABLE = "";

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private String id = "";

    static SessionLocks of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(SessionLocks.class, state -> new SessionLocks());
    }

    /** The session writes tables, under names each of which belongs to one. */
    void take(Map<String, String> written, RemoteChanges changes, SharedSessionContractImplementor session) {
        if (names.isEmpty()) {
            id = UUID.randomUUID().toString();
            told.clear();
            AfterCompletionCallback releasing = (committed, by) -> release(changes, session);
            session.getTransactionCompletionCallbacks().registerCallback(releasing);
        }
        var more = new HashMap<>(written);
        more.keySet().removeAll(names.keySet());
        names.putAll(more);
        changes.lock(id, more.keySet());
    }

    private void release(RemoteChanges changes, SharedSessionContractImplementor session) {
        var known = SessionWrites.of(session);
        var writes = names.entrySet().stream()
                .map(name -> write(name.getKey(), name.getValue(), known.columns(name.getValue())))
                .toList();
        changes.unlock(id, ReaderPosition.opened(session), writes);
        known.end();
        told.addAll(names.values());
        names.clear();
    }

    /** A column whose name is more than one word cannot be told. */
    private static Write write(String name, String table, WrittenColumns columns) {
        var isTold = columns.names() != null && columns.names().stream().allMatch(SqlWords::isWord);
        return new Write(name, isTold ? columns.names() : null, columns.byVersion() ? ResultNames.passes(table) : "");
    }

    boolean areWritten(Collection<String> some) {
        return !names.isEmpty() && some.stream().anyMatch(names::containsValue);
    }

    /** Those whose end was not told with the end of a transaction, and will not be. */
    Set<String> untold(Collection<String> some) {
        var untold = new HashSet<>(some);
        untold.removeAll(names.values());
        untold.removeAll(told);
        told.clear();
        return untold;
    }
}
