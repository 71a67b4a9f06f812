/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal;

import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.HistoryBackend;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryKey;
import dev.hibernateext.history.HistoryQuery;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.internal.orm.RowBackend;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Lets each entity's own keeper answer.
 *
 * @param backends of the factory
 */
record BackendByEntity(List<RowBackend> backends) implements HistoryBackend {

    private static final long serialVersionUID = 1L;

    private RowBackend of(SharedSessionContractImplementor session, String entity) {
        return backends.stream()
                .filter(backend -> backend.keeps(session, entity))
                .findFirst()
                .orElseThrow(() -> entities(session).isEmpty()
                        ? NotRecordedException.anywhere()
                        : NotRecordedException.entity(entity));
    }

    @Override
    public Collection<String> entities(SharedSessionContractImplementor session) {
        return backends.stream()
                .flatMap(backend -> backend.entities(session).stream())
                .toList();
    }

    @Override
    public List<HistoryEntry> entries(SharedSessionContractImplementor session, HistoryQuery query) {
        return of(session, query.entity()).entries(session, query);
    }

    @Override
    public Optional<Long> revisionAt(SharedSessionContractImplementor session, String entity, Instant at) {
        return of(session, entity).revisionAt(session, entity, at);
    }

    @Override
    public @Nullable Object state(SharedSessionContractImplementor session, HistoryKey key, long revision) {
        return of(session, key.entity()).state(session, key, revision);
    }

    @Override
    public void copy(SharedSessionContractImplementor session, Object state, Object target) {
        of(session, session.getEntityPersister(null, target).getEntityName()).copy(session, state, target);
    }

    @Override
    public List<AttributeChange> changes(SharedSessionContractImplementor session, HistoryKey key, long from, long to) {
        return of(session, key.entity()).changes(session, key, from, to);
    }
}
