/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import jakarta.persistence.PersistenceException;
import java.util.Arrays;
import java.util.List;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Inserts rows in binary, with the steps of {@code StatelessSession.insert} around one statement. Belongs to one write. */
final class PlainInsert<E> implements ChunkWriter<E> {

    /** No row in particular. */
    static final int NONE = -1;

    private final EntityPersister persister;
    private final @Nullable BeforeExecutionGenerator[] generators;
    private final RowSteps steps;
    private final RowValues values;
    private final RowTarget target;
    private final PlainTable table;
    private @Nullable Object[] @Nullable [] states = {};
    private int current;

    PlainInsert(PlainTable table, RowTarget target) {
        this.table = table;
        this.persister = table.persister();
        this.generators = insertGenerators(persister);
        this.steps = new RowSteps(persister);
        this.values = new RowValues(table);
        this.target = target;
    }

    /** In the order of the state; null for what is not generated. */
    private static @Nullable BeforeExecutionGenerator[] insertGenerators(EntityPersister persister) {
        return Arrays.stream(persister.getGenerators())
                .map(generator -> generator instanceof BeforeExecutionGenerator before && before.generatesOnInsert()
                        ? before
                        : null)
                .toArray(BeforeExecutionGenerator[]::new);
    }

    @Override
    public Written write(StatelessSession stateless, List<E> rows) {
        var session = (SharedSessionContractImplementor) stateless;
        states = new @Nullable Object[rows.size()][];
        target.begin(rows.size());
        var sent = 0;
        for (current = 0; current < states.length; current++) {
            states[current] = prepare(rows.get(current), session);
            sent += states[current] == null ? 0 : 1;
        }
        current = NONE;
        if (sent > 0) {
            send(sent, session);
        }
        for (current = 0; current < states.length; current++) {
            var state = states[current];
            if (state != null) {
                inserted(rows.get(current), state, session);
            }
        }
        return Written.inserted(sent);
    }

    /** Which row of the chunk that failed was to blame, from 0, or {@link #NONE} if nobody knows. */
    int failedAt(PersistenceException error) {
        var place = CopyPlace.of(error);
        return current != NONE || place == null ? current : placeOf(place.line());
    }

    /** Rows that were vetoed have no line. */
    private int placeOf(int line) {
        var lines = 0;
        for (var i = 0; i < states.length; i++) {
            lines += states[i] == null ? 0 : 1;
            if (lines == line) {
                return i;
            }
        }
        return NONE;
    }

    List<String> failedFor(PersistenceException error) {
        var place = CopyPlace.of(error);
        return place == null || place.column() == null ? List.of() : table.attributes(place.column());
    }

    /** The state of the row, or null if a listener wants it left out. */
    private @Nullable Object @Nullable [] prepare(E row, SharedSessionContractImplementor session) {
        var state = persister.getValues(row);
        steps.seedVersion(row, state, session);
        var id = steps.idToInsert(row, session);
        if (isVetoed(row, id, state, session)) {
            return null;
        }
        session.getInterceptor().onInsert(row, id, state, persister.getPropertyNames(), persister.getPropertyTypes());
        generate(row, state, session);
        target.add(values.of(id, state, session), session);
        return state;
    }

    private boolean isVetoed(E row, Object id, @Nullable Object[] state, SharedSessionContractImplementor session) {
        session.getFactory().getEventEngine().getCallbackRegistry().preCreate(row);
        var listeners = session.getFactory().getEventListenerGroups().eventListenerGroup_PRE_INSERT;
        if (listeners.isEmpty()) {
            return false;
        }
        var vetoed = new boolean[1];
        listeners.fireEventOnEachListener(
                new PreInsertEvent(row, id, state, persister, session),
                (listener, event) -> vetoed[0] |= listener.onPreInsert(event));
        return vetoed[0];
    }

    private void generate(E row, @Nullable Object[] state, SharedSessionContractImplementor session) {
        for (var i = 0; i < generators.length; i++) {
            var generator = generators[i];
            if (generator != null && generator.generatedBeforeExecution(row, session)) {
                state[i] = generator.generate(session, row, state[i], EventType.INSERT);
                persister.setValue(row, i, state[i]);
            }
        }
    }

    private void send(int sent, SharedSessionContractImplementor session) {
        var inserted = target.insert(session);
        if (inserted != sent) {
            throw new StaleStateException("Inserted %d of %d rows.".formatted(inserted, sent));
        }
    }

    private void inserted(E row, @Nullable Object[] state, SharedSessionContractImplementor session) {
        session.getFactory()
                .getEventListenerGroups()
                .eventListenerGroup_POST_INSERT
                .fireLazyEventOnEachListener(
                        () -> new PostInsertEvent(
                                row, persister.getIdentifier(row, session), state, persister, session),
                        PostInsertEventListener::onPostInsert);
        var statistics = session.getFactory().getStatistics();
        if (statistics.isStatisticsEnabled()) {
            statistics.insertEntity(persister.getEntityName());
        }
    }
}
