/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.internal.orm.AuditedRevisions;
import dev.hibernateext.history.internal.orm.ReadingSession;
import dev.hibernateext.history.internal.orm.RecordedEntity;
import dev.hibernateext.history.internal.orm.RecordedRow;
import dev.hibernateext.history.internal.orm.RecordedType;
import dev.hibernateext.history.internal.orm.RowBackend;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.audit.spi.ChangelogSupplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Reads the tables of Hibernate's own {@code @Audited}. Leans on its functions {@code changesetId} and {@code modificationType}, on
 * {@code AuditMapping} for the tables of collections and on {@code ChangelogSupplier} for the entity of revisions.
 */
public final class LogBackend extends RowBackend {

    private static final long serialVersionUID = 1L;

    /** Of one factory. */
    private final transient Map<String, LoggedHierarchy> hierarchies = new ConcurrentHashMap<>();

    @Override
    public boolean keeps(SharedSessionContractImplementor session, String entity) {
        return persister(session, entity).getAuditMapping() != null;
    }

    @Override
    public Collection<String> entities(SharedSessionContractImplementor session) {
        var roots = new TreeSet<String>();
        session.getFactory().getMappingMetamodel().forEachEntityDescriptor(persister -> {
            if (persister.getAuditMapping() != null) {
                roots.add(persister.getRootEntityName());
            }
        });
        return roots;
    }

    @Override
    protected RecordedEntity entity(SharedSessionContractImplementor session, String name) {
        return LoggedEntity.of(hierarchy(session, name), revisions(session), session);
    }

    @Override
    protected RecordedType type(SharedSessionContractImplementor session, String name) {
        return hierarchy(session, name).root();
    }

    @Override
    protected AuditedRevisions revisions(SharedSessionContractImplementor session) {
        var factory = session.getFactory();
        var supplier = ChangelogSupplier.resolve(factory.getServiceRegistry());
        if (supplier == null) {
            throw NotRecordedException.changesets();
        }
        return new AuditedRevisions(
                factory.getMappingMetamodel().getEntityDescriptor(supplier.getChangelogClass()),
                supplier.getChangesetIdProperty(),
                supplier.getTimestampProperty());
    }

    @Override
    protected <R> R read(SharedSessionContractImplementor session, Function<StatelessSession, R> work) {
        return ReadingSession.of(session).readLog(work);
    }

    @Override
    protected Object instance(SharedSessionContractImplementor session, RecordedRow row, long revision) {
        var child = ReadingSession.of(session).childAt(revisions(session).number(revision));
        var type = persister(session, row.type().entity()).getMappedClass();
        return Objects.requireNonNull(child.find(type, row.id()));
    }

    private LoggedHierarchy hierarchy(SharedSessionContractImplementor session, String name) {
        var known = hierarchies.get(name);
        return known != null
                ? known
                : hierarchies.computeIfAbsent(name, key -> LoggedHierarchy.of(persister(session, key)));
    }

    private static EntityPersister persister(SharedSessionContractImplementor session, String name) {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(name);
    }
}
