/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A session and the history its factory keeps. */
record HistorySession(SharedSessionContractImplementor session, HistoryBackend backend) {

    static HistorySession of(SharedSessionContractImplementor session) {
        return new HistorySession(
                session, session.getFactory().getServiceRegistry().requireService(HistoryBackend.class));
    }

    String nameOf(Class<?> type) {
        return session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(type)
                .getEntityName();
    }

    /** One entry more is read, to know whether there is one. */
    HistoryPage page(Subject subject, HistoryRequest request) {
        var after = request.token() == null ? null : HistoryPosition.of(request.token());
        var window = new HistoryQuery.Window(request.oldestFirst(), after, request.size() + 1);
        var found =
                backend.entries(session, new HistoryQuery(subject.entity(), subject.id(), subject.filter(), window));
        if (found.size() <= request.size()) {
            return new HistoryPage(found, null);
        }
        var items = found.subList(0, request.size());
        return new HistoryPage(items, HistoryPosition.behind(items, after).token());
    }

    /** Before history began, there was nothing: the number of a revision that never was. */
    long revisionAt(HistoryKey key, Instant at) {
        return backend.revisionAt(session, key.entity(), at).orElse(0L);
    }

    Optional<Object> state(HistoryKey key, long revision) {
        return Optional.ofNullable(backend.state(session, key, revision));
    }

    <E> E revert(Class<E> type, HistoryKey key, long revision, ExpectedVersion expected) {
        if (!(session instanceof SessionImplementor stateful)) {
            throw new UnsupportedOperationException("A stateless session cannot revert: use a session");
        }
        var state = state(key, revision).orElseThrow(() -> StateMissingException.of(key, revision));
        return OptimisticLocking.of((EntityManager) stateful)
                .update(type, key.id(), expected, target -> backend.copy(session, state, target));
    }

    StateDiff diff(HistoryKey key, long from, long to) {
        return new StateDiff(key.entity(), key.id(), from, to, backend.changes(session, key, from, to));
    }

    /** What one operation did to all entities, in the order of revisions. */
    List<HistoryEntry> ofOperation(String operation, int most) {
        var found = new ArrayList<HistoryEntry>();
        var window = new HistoryQuery.Window(true, null, most);
        for (var entity : backend.entities(session)) {
            found.addAll(
                    backend.entries(session, new HistoryQuery(entity, null, HistoryFilter.NONE.in(operation), window)));
        }
        found.sort(Comparator.comparingLong(entry -> entry.revision().number()));
        return found.size() > most ? List.copyOf(found.subList(0, most)) : List.copyOf(found);
    }

    /** Whose entries are asked for. */
    record Subject(String entity, @Nullable Object id, HistoryFilter filter) {}
}
