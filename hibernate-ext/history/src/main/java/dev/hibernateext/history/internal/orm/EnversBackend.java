/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.NotRecordedException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.hibernate.StatelessSession;
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
final class EnversBackend extends RowBackend {

    private static final long serialVersionUID = 1L;

    /** Of one factory, as Envers itself. */
    private transient volatile @Nullable AuditedTypes types;

    @Override
    public Collection<String> entities(SharedSessionContractImplementor session) {
        var envers = service(session);
        if (envers == null) {
            return List.of();
        }
        var configurations = envers.getEntitiesConfigurations();
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
    public boolean keeps(SharedSessionContractImplementor session, String entity) {
        var envers = service(session);
        return envers != null && envers.getEntitiesConfigurations().get(entity) != null;
    }

    @Override
    protected RecordedEntity entity(SharedSessionContractImplementor session, String name) {
        return AuditedEntity.of(name, types(session), envers(session), session);
    }

    @Override
    protected RecordedType type(SharedSessionContractImplementor session, String name) {
        return types(session).of(name);
    }

    @Override
    protected AuditedRevisions revisions(SharedSessionContractImplementor session) {
        return AuditedRevisions.of(envers(session), session.getFactory());
    }

    @Override
    protected <R> R read(SharedSessionContractImplementor session, Function<StatelessSession, R> work) {
        return ReadingSession.of(session).read(work);
    }

    @Override
    protected Object instance(SharedSessionContractImplementor session, RecordedRow row, long revision) {
        var child = ReadingSession.of(session).child();
        var reader = (AuditReaderImplementor) AuditReaderFactory.get(child);
        return Objects.requireNonNull(new EntityInstantiator(envers(session), reader)
                .createInstanceFromVersionsEntity(
                        row.type().entity(), row.values(), revisions(session).number(revision)));
    }

    private AuditedTypes types(SharedSessionContractImplementor session) {
        var known = types;
        if (known == null) {
            known = new AuditedTypes(envers(session), session.getFactory());
            types = known;
        }
        return known;
    }

    static EnversService envers(SharedSessionContractImplementor session) {
        var envers = service(session);
        if (envers == null) {
            throw NotRecordedException.anywhere();
        }
        return envers;
    }

    private static @Nullable EnversService service(SharedSessionContractImplementor session) {
        var envers = session.getFactory().getServiceRegistry().getService(EnversService.class);
        return envers != null && envers.isEnabled() && envers.isInitialized() ? envers : null;
    }
}
