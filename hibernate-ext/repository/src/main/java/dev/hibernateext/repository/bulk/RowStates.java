/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** What instances were before an attempt to write them, which gives them ids, versions and stamps. */
final class RowStates {

    private final SharedSessionContractImplementor session;
    private final List<?> rows;
    private final @Nullable Object[] ids;
    private final @Nullable Object[][] states;

    private RowStates(SharedSessionContractImplementor session, List<?> rows) {
        this.session = session;
        this.rows = rows;
        this.ids = new Object[rows.size()];
        this.states = new Object[rows.size()][];
        for (var i = 0; i < ids.length; i++) {
            var row = rows.get(i);
            ids[i] = persister(row).getIdentifier(row, session);
            states[i] = copy(persister(row), row);
        }
    }

    static RowStates of(SharedSessionContractImplementor session, List<?> rows) {
        return new RowStates(session, rows);
    }

    private @Nullable Object[] copy(EntityPersister persister, Object row) {
        var state = persister.getValues(row).clone();
        var types = persister.getPropertyTypes();
        for (var i = 0; i < state.length; i++) {
            state[i] = copy(types[i], state[i]);
        }
        return state;
    }

    /** Stamps may be set in an embeddable that stays the same instance. */
    private @Nullable Object copy(Type type, @Nullable Object value) {
        return type.isComponentType() ? type.deepCopy(value, session.getFactory()) : value;
    }

    void restore() {
        for (var i = 0; i < ids.length; i++) {
            var row = rows.get(i);
            persister(row).setValues(row, states[i]);
            if (persister(row).getGenerator().generatesOnInsert()) {
                persister(row).setIdentifier(row, ids[i], session);
            }
        }
    }

    private EntityPersister persister(Object row) {
        return session.getEntityPersister(null, row);
    }
}
