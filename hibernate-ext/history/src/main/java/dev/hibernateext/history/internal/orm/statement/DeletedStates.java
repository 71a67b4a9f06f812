/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.change.internal.EntityStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rows of one delete were, as far as it is recorded. */
final class DeletedStates {

    private final Map<RowKey, Object[]> states = new HashMap<>();

    /** Reads what is recorded, and tells Envers of elements if they go too. */
    void read(
            EntityStatement statement,
            StatementHistory history,
            String entity,
            List<Object> ids,
            boolean withElements) {
        var persister = history.persister(entity);
        try (var rows = new DeletedRows(statement.session(), history.envers())) {
            for (int from = 0; from < ids.size(); from += RowBatch.CHUNK) {
                var chunk = ids.subList(from, Math.min(ids.size(), from + RowBatch.CHUNK));
                if (history.keepsDeleted(entity)) {
                    rows.states(persister, chunk).forEach((id, state) -> states.put(new RowKey(entity, id), state));
                }
                if (withElements) {
                    rows.elements(persister, chunk, history.process(statement.session()));
                }
            }
        }
    }

    Object @Nullable [] of(RowKey row) {
        return states.get(row);
    }
}
