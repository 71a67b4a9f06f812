/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.TenantModel;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.retention.ErasedValue;
import dev.hibernateext.history.retention.ErasureRefusedException;
import dev.hibernateext.history.retention.RetentionTable;
import dev.hibernateext.history.retention.RetentionTables;
import dev.hibernateext.history.retention.RevisionTable;
import dev.hibernateext.history.revision.RecordedRevision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The tables of Envers. */
final class EnversTables implements RetentionTables {

    private static final long serialVersionUID = 1L;

    @Override
    public Collection<String> entities(SharedSessionContractImplementor session) {
        return new EnversBackend().entities(session);
    }

    @Override
    public List<RetentionTable> of(SharedSessionContractImplementor session, String root) {
        var envers = EnversBackend.envers(session);
        var types = new AuditedTypes(envers, session.getFactory());
        var entity = AuditedEntity.of(root, types, envers, session);
        var rows = new EnversTable(entity, envers, session.getFactory());
        var tables = new ArrayList<RetentionTable>();
        var elements = new TreeMap<String, AuditedType.OwnedElements>();
        var persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(root);
        for (var name : persister.getSubclassEntityNames()) {
            if (envers.getEntitiesConfigurations().get(name) != null) {
                types.of(name).collections().values().forEach(each -> elements.put(each.entity(), each));
            }
        }
        elements.values().forEach(each -> tables.add(rows.elements(each)));
        tables.add(rows.rows());
        return tables;
    }

    @Override
    public ErasedValue erased(SharedSessionContractImplementor session, String root, String path) {
        var envers = EnversBackend.envers(session);
        var types = new AuditedTypes(envers, session.getFactory());
        var metamodel = session.getFactory().getMappingMetamodel();
        var names = new TreeSet<String>();
        var required = false;
        var isCollection = false;
        for (var entity : metamodel.getEntityDescriptor(root).getSubclassEntityNames()) {
            if (envers.getEntitiesConfigurations().get(entity) != null) {
                names.addAll(types.of(entity).namesOf(path));
                isCollection |= types.of(entity).collections().containsKey(path);
                required |= isRequired(metamodel.getEntityDescriptor(entity), path);
            }
        }
        if (isCollection) {
            throw ErasureRefusedException.elements(root, path);
        }
        if (names.isEmpty()) {
            throw NotRecordedException.attribute(root, path);
        }
        return new ErasedValue(List.copyOf(names), required);
    }

    /** An embeddable is required where one of its parts is. */
    private static boolean isRequired(EntityPersister entity, String path) {
        var index = Arrays.asList(entity.getPropertyNames()).indexOf(path);
        return index >= 0
                && (!entity.getPropertyNullability()[index]
                        || entity.getPropertyTypes()[index].getReturnedClass().isPrimitive());
    }

    @Override
    public RevisionTable revisions(SharedSessionContractImplementor session) {
        var envers = EnversBackend.envers(session);
        var revisions = AuditedRevisions.of(envers, session.getFactory());
        return new RevisionTable(
                revisions.name(),
                RecordedRevision.class.isAssignableFrom(revisions.persister().getMappedClass()),
                isShared(session, revisions),
                envers.getConfig().getRevisionInfo().getRevisionInfoGenerator()::generate);
    }

    /** A tenant does not see whose entries a revision without tenant has. */
    private static boolean isShared(SharedSessionContractImplementor session, AuditedRevisions revisions) {
        var model = TenantModel.of(session.getFactory());
        return !AllTenants.areSeenBy(session.getLoadQueryInfluencers())
                && model.of(revisions.name()) == null
                && hasTenants(session, model);
    }

    private static boolean hasTenants(SharedSessionContractImplementor session, TenantModel model) {
        var found = new ArrayList<String>();
        session.getFactory().getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (model.of(entity.getEntityName()) != null) {
                found.add(entity.getEntityName());
            }
        });
        return !found.isEmpty();
    }
}
