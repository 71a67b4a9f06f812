/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ArchiveModel;
import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import dev.hibernateext.core.softdelete.internal.EntityGraph;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.StandardBasicTypes;

/** Copies rows to archive tables before they are removed, in the same transaction. */
final class ArchiveKeeper implements RowKeeper {

    private final Session session;
    private final ArchiveModel model;
    private final EntityGraph graph;
    private final UUID archiveId = UUID.randomUUID();
    private final Instant archivedAt;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    ArchiveKeeper(Session session) {
        var factory = ((SharedSessionContractImplementor) session).getFactory();
        var state = FactoryState.of(factory);
        this.session = session;
        this.model = ArchiveModel.of(state);
        this.graph = EntityGraph.of(factory);
        this.archivedAt = state.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What was archived. */
    ArchivedSet archived() {
        return new ArchivedSet(archiveId, archivedAt, counts);
    }

    @Override
    public void keep(String root, List<Object> ids) {
        long copied = 0;
        for (var table : model.entity(root)) {
            copied += copy(
                    table, new KeyCondition(table.key(), graph.persister(root).getIdentifierMapping()), ids);
        }
        if (copied < ids.size()) {
            throw ArchiveException.lost(root);
        }
    }

    /** Rows of entities are kept with these, and not as rows of the collections that refer to them. */
    @Override
    public void keep(CollectionTable table, List<Object> ids) {
        if (!table.emptied()) {
            copy(Objects.requireNonNull(model.collection(table.table())), table.condition(), ids);
        }
    }

    private long copy(ArchivedTable table, KeyCondition condition, List<Object> ids) {
        var next = condition.parameterCount(ids.size()) + 1;
        var copied = ArchiveStatements.execute(
                session, table.archive(), table.copy(condition.text(ids.size()), next), query -> {
                    condition.bind(ids, session, query::setParameter);
                    query.setParameter(next, archiveId, StandardBasicTypes.UUID);
                    query.setParameter(next + 1, archivedAt, StandardBasicTypes.INSTANT);
                });
        if (copied > 0) {
            counts.merge(table.name(), (long) copied, Long::sum);
        }
        return copied;
    }
}
