/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

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

/** Inserts rows as arrays, with the steps of {@code StatelessSession.insert} around one statement. */
final class ArrayInsert<E> implements ChunkWriter<E> {

    private final ArrayTable table;
    private final EntityPersister persister;
    private final RowSteps steps;
    private final String sql;

    ArrayInsert(ArrayTable table) {
        this.table = table;
        this.persister = table.persister();
        this.steps = new RowSteps(persister);
        this.sql = table.insert();
    }

    @Override
    public Written write(StatelessSession stateless, List<E> rows) {
        var session = (SharedSessionContractImplementor) stateless;
        var arrays = new ArrayRows(table, session, rows.size());
        var states = new @Nullable Object[rows.size()][];
        for (var i = 0; i < states.length; i++) {
            states[i] = prepare(rows.get(i), arrays, session);
        }
        if (arrays.count() > 0) {
            execute(arrays, session);
        }
        for (var i = 0; i < states.length; i++) {
            var state = states[i];
            if (state != null) {
                inserted(rows.get(i), state, session);
            }
        }
        return Written.inserted(arrays.count());
    }

    /** The state of the row, or null if a listener wants it left out. */
    private @Nullable Object @Nullable [] prepare(E row, ArrayRows arrays, SharedSessionContractImplementor session) {
        var state = persister.getValues(row);
        steps.seedVersion(row, state, session);
        var id = steps.idToInsert(row, session);
        if (isVetoed(row, id, state, session)) {
            return null;
        }
        session.getInterceptor().onInsert(row, id, state, persister.getPropertyNames(), persister.getPropertyTypes());
        generate(row, state, session);
        arrays.add(id, state);
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
        if (!persister.hasPreInsertGeneratedProperties()) {
            return;
        }
        var generators = persister.getGenerators();
        for (var i = 0; i < generators.length; i++) {
            if (generators[i] instanceof BeforeExecutionGenerator generator
                    && generator.generatesOnInsert()
                    && generator.generatedBeforeExecution(row, session)) {
                state[i] = generator.generate(session, row, state[i], EventType.INSERT);
                persister.setValue(row, i, state[i]);
            }
        }
    }

    private void execute(ArrayRows arrays, SharedSessionContractImplementor session) {
        var inserted = ArrayStatement.of(sql, session).executeUpdate(arrays);
        if (inserted != arrays.count()) {
            throw new StaleStateException("Inserted %d of %d rows.".formatted(inserted, arrays.count()));
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
