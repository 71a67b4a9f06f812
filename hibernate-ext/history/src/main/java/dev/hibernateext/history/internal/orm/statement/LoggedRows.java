/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.Objects.requireNonNullElseGet;

import dev.hibernateext.core.internal.SessionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.audit.ModificationType;
import org.hibernate.audit.spi.ChangelogSupplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Rows of statements in Hibernate's own log: each waits in the queue of a session, where Hibernate merges it with what the
 * session did to the same row. Leans on {@code audit/spi/AuditWorkQueue}.
 */
final class LoggedRows implements RowLog {

    private static final Object[] UNKNOWN = {};

    private final SessionFactoryImplementor factory;
    private final boolean hasChangesets;
    private final Map<String, LogCopy> copies = new ConcurrentHashMap<>();

    LoggedRows(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.hasChangesets = ChangelogSupplier.resolve(factory.getServiceRegistry()) != null;
    }

    private EntityPersister persister(String entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity);
    }

    @Override
    public boolean keeps(String entity) {
        return hasChangesets && persister(entity).getAuditMapping() != null;
    }

    @Override
    public boolean keepsDeleted(String entity) {
        return true;
    }

    private LogCopy copy(String entity) {
        return copies.computeIfAbsent(entity, name -> new LogCopy((AbstractEntityPersister) persister(name)));
    }

    @Override
    public Runnable elements(StoredRows stored, EntityPersister persister, Collection<Object> ids) {
        var removals = new ArrayList<LoggedRemoval>();
        persister.forEachAttributeMapping(attribute -> {
            if (attribute instanceof PluralAttributeMapping plural && LoggedRemoval.isRecorded(plural)) {
                stored.elements(
                        persister,
                        ids,
                        plural.getAttributeName(),
                        (owner, elements) -> removals.add(LoggedRemoval.of(plural, elements)));
            }
        });
        return () -> removals.forEach(removal -> removal.enqueue(stored.asking()));
    }

    @Override
    public void add(
            SharedSessionContractImplementor session, Collection<RowKey> rows, RowChange change, DeletedStates states) {
        var owner = WrittenRows.owner(session);
        var written = WrittenRows.of(session);
        var values = change == RowChange.DELETE ? states : states(session, rows, written);
        var batch = SessionState.of(owner).attachment(LogBatch.class, state -> new LogBatch(this::copy));
        for (var row : rows) {
            var known = values.of(row);
            requireNonNullElseGet(written.queue(row), owner::getAuditWorkQueue)
                    .enqueue(
                            session.generateEntityKey(row.id(), persister(row.entity())),
                            null,
                            known == null ? UNKNOWN : known,
                            type(change),
                            batch,
                            owner);
        }
    }

    private static ModificationType type(RowChange change) {
        return switch (change) {
            case INSERT -> ModificationType.ADD;
            case UPDATE, UPSERT -> ModificationType.MOD;
            case DELETE, REMOVAL -> ModificationType.DEL;
        };
    }

    /** What sessions have written themselves, Hibernate records itself, from values: those it knows are not the last ones any more. */
    private DeletedStates states(
            SharedSessionContractImplementor session, Collection<RowKey> rows, WrittenRows written) {
        var states = new DeletedStates();
        var ids = rows.stream()
                .filter(row -> written.queue(row) != null)
                .map(RowKey::id)
                .toList();
        if (!ids.isEmpty()) {
            states.read(session, this, persister(rows.iterator().next().entity()), ids, false);
        }
        return states;
    }
}
