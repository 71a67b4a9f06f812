/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.internal.orm.rule.RowMark;
import dev.hibernateext.core.softdelete.internal.DeletionOperation;
import dev.hibernateext.core.softdelete.internal.DeletionWork;
import dev.hibernateext.core.softdelete.internal.SoftDeletion;
import java.util.List;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Writes time, actor and deletion id when a row is deleted, to the row and to the instance that was deleted. */
final class DeletionMark implements RowMark {

    private final SoftDeletion deletion;
    private final Function<EntityPersister, List<SelectableMapping>> columns;
    private final CollectionEviction eviction;

    DeletionMark(
            SoftDeletion deletion,
            Function<EntityPersister, List<SelectableMapping>> columns,
            CollectionEviction eviction) {
        this.deletion = deletion;
        this.columns = columns;
        this.eviction = eviction;
    }

    @Override
    public List<SelectableMapping> columns(EntityPersister persister) {
        return columns.apply(persister);
    }

    @Override
    public List<@Nullable Object> values(Row row) {
        return values(row, DeletionWork.of(row.session()).operationOf(keyOf(row)));
    }

    private List<@Nullable Object> values(Row row, DeletionOperation operation) {
        return operation.values(deletion, SessionState.of(row.session()));
    }

    @Override
    public void marked(Row row, @Nullable Object entity) {
        var operation = DeletionWork.of(row.session()).written(keyOf(row));
        if (entity != null) {
            write(row, entity, values(row, operation));
        }
        eviction.evict(deletion.root(), row.session());
        if (row.session() instanceof StatelessSession) {
            invalidateQueries(row);
        }
    }

    @Override
    public void unmarking(Row row) {
        eviction.evict(deletion.root(), row.session());
    }

    private void write(Row row, Object entity, List<@Nullable Object> values) {
        var slots = SoftDeleteSlots.of(SessionState.of(row.session()).factory()).of(row.persister());
        for (int i = 0; i < values.size(); i++) {
            slots.get(i).slot().write(row.persister(), entity, values.get(i));
        }
    }

    /** A stateless session has no action that would do it. */
    private static void invalidateQueries(Row row) {
        var factory = row.session().getFactory();
        if (factory.getSessionFactoryOptions().isQueryCacheEnabled()) {
            var callbacks = row.session().getTransactionCompletionCallbacksImplementor();
            for (var space : row.persister().getQuerySpaces()) {
                callbacks.addSpaceToInvalidate((String) space);
            }
        }
    }

    private static EntityKey keyOf(Row row) {
        return row.session().generateEntityKey(row.id(), row.persister());
    }
}
