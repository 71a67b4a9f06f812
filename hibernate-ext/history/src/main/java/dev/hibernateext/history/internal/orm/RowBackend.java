/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.HistoryBackend;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryKey;
import dev.hibernateext.history.HistoryQuery;
import dev.hibernateext.history.internal.orm.StateComparison.Side;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Reads histories that are rows: each tells how an entity was at the end of a revision. */
public abstract class RowBackend implements HistoryBackend {

    private static final long serialVersionUID = 1L;

    /** Whether this backend keeps the history of an entity. */
    public abstract boolean keeps(SharedSessionContractImplementor session, String entity);

    /** An entity as a session sees its history. */
    protected abstract RecordedEntity entity(SharedSessionContractImplementor session, String name);

    /** What is kept of an entity. */
    protected abstract RecordedType type(SharedSessionContractImplementor session, String name);

    /** The entity of revisions. */
    protected abstract AuditedRevisions revisions(SharedSessionContractImplementor session);

    /** Reads rows. */
    protected abstract <R> R read(SharedSessionContractImplementor session, Function<StatelessSession, R> work);

    /** Makes an instance of a row that is in force at the end of a revision. */
    protected abstract Object instance(SharedSessionContractImplementor session, RecordedRow row, long revision);

    @Override
    public List<HistoryEntry> entries(SharedSessionContractImplementor session, HistoryQuery query) {
        var reading = new EntryReading(entity(session, query.entity()));
        return read(session, reader -> reading.read(reader, query));
    }

    @Override
    public Optional<Long> revisionAt(SharedSessionContractImplementor session, String entity, Instant at) {
        var revisions = revisions(session);
        // by the time first: an index on it finds the last one, and none finds the greatest number
        var text = "select max(r.%1$s) from %2$s r where r.%3$s = (select max(x.%3$s) from %2$s x where x.%3$s <= :at)"
                .formatted(revisions.numberName(), revisions.name(), revisions.timeName());
        return ReadingSession.of(session)
                .read(reader -> reader.createSelectionQuery(text, Number.class)
                        .setParameter("at", revisions.time(at))
                        .getResultStream()
                        .filter(Objects::nonNull)
                        .map(Number::longValue)
                        .findFirst());
    }

    @Override
    public @Nullable Object state(SharedSessionContractImplementor session, HistoryKey key, long revision) {
        var reading = new StateReading(entity(session, key.entity()), key.id());
        var row =
                read(session, reader -> reading.read(List.of(revision), reader)).get(revision);
        return row == null ? null : instance(session, row, revision);
    }

    @Override
    public List<AttributeChange> changes(SharedSessionContractImplementor session, HistoryKey key, long from, long to) {
        var entity = entity(session, key.entity());
        var found = read(session, reader -> new ComparedStates(entity, key.id()).read(from, to, reader));
        var then = found.rows().get(from);
        var now = found.rows().get(to);
        var row = now == null ? then : now;
        if (row == null) {
            return List.of();
        }
        var sides = new StateElements(entity, row.type(), session, found.elements());
        return new StateComparison(row.type(), sides).compare(side(session, then, from), side(session, now, to));
    }

    private Side side(SharedSessionContractImplementor session, @Nullable RecordedRow row, long revision) {
        return row == null ? Side.NOTHING : new Side(row, revision, () -> instance(session, row, revision));
    }

    @Override
    public void copy(SharedSessionContractImplementor session, Object state, Object target) {
        var persister = session.getEntityPersister(null, target);
        new StateCopy(type(session, persister.getEntityName()), persister, session).copy(state, target);
    }
}
