/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What the rows of one delete were, as far as it is recorded. */
final class DeletedStates {

    private final Map<RowKey, Object[]> states = new HashMap<>();
    private final List<Runnable> elements = new ArrayList<>();

    /** Those of what is not deleted. */
    static DeletedStates none() {
        return new DeletedStates();
    }

    /** Reads what is recorded, of elements only if they go too. */
    void read(
            SharedSessionContractImplementor session,
            RowLog log,
            EntityPersister persister,
            List<Object> ids,
            boolean withElements) {
        var entity = persister.getEntityName();
        try (var stored = new StoredRows(session)) {
            for (int from = 0; from < ids.size(); from += RowTables.CHUNK) {
                var chunk = ids.subList(from, Math.min(ids.size(), from + RowTables.CHUNK));
                if (log.keepsDeleted(entity)) {
                    stored.states(persister, chunk).forEach((id, state) -> states.put(new RowKey(entity, id), state));
                }
                if (withElements) {
                    elements.add(log.elements(stored, persister, chunk));
                }
            }
        }
    }

    Object @Nullable [] of(RowKey row) {
        return states.get(row);
    }

    /** Records the elements that went. */
    void addElements() {
        elements.forEach(Runnable::run);
    }
}
