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
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.internal.orm.EntryReading.TypedRow;
import dev.hibernateext.history.internal.orm.StateComparison.Side;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.EntityInstantiator;
import org.hibernate.envers.internal.reader.AuditReaderImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of Envers. Leans on {@code EntityInstantiator} for instances; queries are our own, since those of Envers know no
 * tenants and load what is referred to row by row.
 */
final class EnversBackend implements HistoryBackend {

    private static final long serialVersionUID = 1L;

    /** Of one service registry, as Envers itself. */
    private final transient Map<String, AuditedType> types = new ConcurrentHashMap<>();

    @Override
    public Collection<String> entities(SharedSessionContractImplementor session) {
        var configurations = envers(session).getEntitiesConfigurations();
        var roots = new TreeSet<String>();
        session.getFactory().getMappingMetamodel().forEachEntityDescriptor(persister -> {
            var configuration = configurations.get(persister.getEntityName());
            if (configuration != null && configuration.getParentEntityName() == null) {
                roots.add(persister.getEntityName());
            }
        });
        return roots;
    }

    @Override
    public List<HistoryEntry> entries(SharedSessionContractImplementor session, HistoryQuery query) {
        var reading = new EntryReading(entity(session, query.entity()), row -> typed(session, query.entity(), row));
        return ReadingSession.of(session).read(reader -> reading.read(reader, query));
    }

    @Override
    public Optional<Long> revisionAt(SharedSessionContractImplementor session, Instant at) {
        var revisions = AuditedRevisions.of(envers(session), session.getFactory());
        var text = "select max(r.id) from %s r where r.%s <= :at".formatted(revisions.name(), revisions.timeName());
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
        var entity = entity(session, key.entity());
        var row = ReadingSession.of(session)
                .read(reader -> new StateReading(entity, key.id()).read(List.of(revision), reader))
                .get(revision);
        return row == null ? null : instance(session, entity, row, revision);
    }

    @Override
    public List<AttributeChange> changes(SharedSessionContractImplementor session, HistoryKey key, long from, long to) {
        var entity = entity(session, key.entity());
        var rows = ReadingSession.of(session)
                .read(reader -> new StateReading(entity, key.id()).read(List.of(from, to), reader));
        var before = side(session, entity, rows.get(from), from);
        var after = side(session, entity, rows.get(to), to);
        var row = after.row() == null ? before.row() : after.row();
        if (row == null) {
            return List.of();
        }
        var typed = typed(session, key.entity(), row);
        var persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(typed.entity());
        return new StateComparison(typed.type(), persister, session).compare(before, after);
    }

    @Override
    public void copy(SharedSessionContractImplementor session, Object state, Object target) {
        var persister = session.getEntityPersister(null, target);
        new StateCopy(type(session, persister.getEntityName()), persister, session).copy(state, target);
    }

    private Side side(
            SharedSessionContractImplementor session, AuditedEntity entity, @Nullable Map<?, ?> row, long revision) {
        return row == null ? new Side(null, null) : new Side(row, instance(session, entity, row, revision));
    }

    private Object instance(
            SharedSessionContractImplementor session, AuditedEntity entity, Map<?, ?> row, long revision) {
        var child = ReadingSession.of(session).child();
        var reader = (AuditReaderImplementor) AuditReaderFactory.get(child);
        return new EntityInstantiator(entity.envers(), reader)
                .createInstanceFromVersionsEntity(
                        entity.name(), row, entity.revisions().number(revision));
    }

    private AuditedEntity entity(SharedSessionContractImplementor session, String name) {
        return AuditedEntity.of(name, type(session, name), envers(session), session);
    }

    /** In a hierarchy, Envers says of each row which entity it tells of. */
    private TypedRow typed(SharedSessionContractImplementor session, String asked, Map<?, ?> row) {
        var actual = envers(session)
                .getEntitiesConfigurations()
                .getEntityNameForVersionsEntityName(String.valueOf(row.get("$type$")));
        var name = actual == null ? asked : actual;
        return new TypedRow(name, type(session, name));
    }

    private AuditedType type(SharedSessionContractImplementor session, String name) {
        var known = types.get(name);
        return known != null
                ? known
                : types.computeIfAbsent(name, key -> AuditedType.of(key, envers(session), session.getFactory()));
    }

    private static EnversService envers(SharedSessionContractImplementor session) {
        var envers = session.getFactory().getServiceRegistry().getService(EnversService.class);
        if (envers == null || !envers.isEnabled() || !envers.isInitialized()) {
            throw NotRecordedException.anywhere();
        }
        return envers;
    }
}
