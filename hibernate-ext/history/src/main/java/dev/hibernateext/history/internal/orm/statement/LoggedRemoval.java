/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.Objects;
import org.hibernate.SharedSessionContract;
import org.hibernate.audit.spi.CollectionAuditWriter;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.collection.mutation.RemoveCoordinatorAudit;
import org.hibernate.persister.collection.mutation.RemoveCoordinatorNoOp;

/**
 * The elements of one row's collection, which go with the row. Leans on {@code RemoveCoordinatorAudit}, which records elements as removed.
 *
 * @param persister of the collection
 * @param key of it
 * @param elements of it
 */
record LoggedRemoval(CollectionPersister persister, Object key, PersistentCollection<?> elements)
        implements CollectionAuditWriter {

    /** Whether its elements have a history of their own, and go with the rows. */
    static boolean isRecorded(PluralAttributeMapping attribute) {
        return attribute.getAuditMapping() != null
                && attribute.getSeparateCollectionTable() != null
                && !attribute.getCollectionDescriptor().isInverse();
    }

    static LoggedRemoval of(PluralAttributeMapping attribute, PersistentCollection<?> elements) {
        var key = Objects.requireNonNull(elements.getKey());
        return new LoggedRemoval(attribute.getCollectionDescriptor(), key, elements);
    }

    void enqueue(SharedSessionContractImplementor session) {
        var owner = WrittenRows.owner(session);
        owner.getAuditWorkQueue().enqueueCollection(persister, elements, key, null, this, owner);
    }

    /** In one batch with those of other rows. The owner of the connection says how large it is. */
    @Override
    public void writeCollectionAuditRows(
            PersistentCollection<?> collection, Object owner, Object before, SharedSessionContractImplementor session) {
        var connection = (SharedSessionContract) session.getJdbcCoordinator().getJdbcSessionOwner();
        var size = connection.getJdbcBatchSize();
        connection.setJdbcBatchSize(RowTables.CHUNK);
        try {
            recording().writeCollectionAuditRows(collection, owner, before, session);
        } finally {
            connection.setJdbcBatchSize(size);
        }
    }

    private RemoveCoordinatorAudit recording() {
        var target = (CollectionMutationTarget) persister;
        return new RemoveCoordinatorAudit(
                target,
                new RemoveCoordinatorNoOp(target),
                persister.getIndexColumnIsSettable(),
                persister.getElementColumnIsSettable(),
                persister.getIndexIncrementer(),
                persister.getFactory());
    }

    /** Its role only. */
    @Override
    public String toString() {
        return "LoggedRemoval[%s]".formatted(persister.getRole());
    }
}
