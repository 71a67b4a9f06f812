/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.mapping.Collection;
import org.hibernate.mapping.RootClass;
import org.hibernate.metamodel.mapping.AuxiliaryMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.collection.mutation.DeleteRowsCoordinator;
import org.hibernate.persister.collection.mutation.InsertRowsCoordinator;
import org.hibernate.persister.collection.mutation.RemoveCoordinator;
import org.hibernate.persister.collection.mutation.RemoveCoordinatorAudit;
import org.hibernate.persister.collection.mutation.RemoveCoordinatorNoOp;
import org.hibernate.persister.collection.mutation.UpdateRowsCoordinator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.DeleteCoordinator;
import org.hibernate.persister.entity.mutation.DeleteCoordinatorAudit;
import org.hibernate.persister.entity.mutation.InsertCoordinator;
import org.hibernate.persister.entity.mutation.InsertCoordinatorAudit;
import org.hibernate.persister.entity.mutation.MergeCoordinatorAudit;
import org.hibernate.persister.entity.mutation.UpdateCoordinator;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorAudit;
import org.hibernate.persister.state.internal.AuditStateManagement;
import org.hibernate.persister.state.spi.StateManagement;

/**
 * Reads and writes rows by their {@link RowRule}s, and records what was done in the tables of Hibernate's own {@code @Audited}. Leans on
 * {@code AuditStateManagement} and the coordinators it makes, which record around others: those of the rules here. A collection that
 * a rule keeps is not recorded as removed.
 */
public final class LoggedRowStateManagement implements StateManagement {

    /** Read by Hibernate through reflection. */
    public static final LoggedRowStateManagement INSTANCE = new LoggedRowStateManagement();

    private static final RowStateManagement ROWS = RowStateManagement.INSTANCE;
    private static final AuditStateManagement LOG = AuditStateManagement.INSTANCE;

    private LoggedRowStateManagement() {}

    @Override
    public AuxiliaryMapping createAuxiliaryMapping(
            EntityPersister persister, RootClass boot, MappingModelCreationProcess creation) {
        return new LoggedRowMapping(
                (RowMapping) ROWS.createAuxiliaryMapping(persister, boot, creation),
                LOG.createAuxiliaryMapping(persister, boot, creation));
    }

    @Override
    public AuxiliaryMapping createAuxiliaryMapping(
            PluralAttributeMapping collection, Collection boot, MappingModelCreationProcess creation) {
        return LOG.createAuxiliaryMapping(collection, boot, creation);
    }

    @Override
    public InsertCoordinator createInsertCoordinator(EntityPersister persister) {
        return new InsertCoordinatorAudit(persister, persister.getFactory(), ROWS.createInsertCoordinator(persister));
    }

    @Override
    public UpdateCoordinator createUpdateCoordinator(EntityPersister persister) {
        return new UpdateCoordinatorAudit(persister, persister.getFactory(), ROWS.createUpdateCoordinator(persister));
    }

    @Override
    public UpdateCoordinator createMergeCoordinator(EntityPersister persister) {
        return new MergeCoordinatorAudit(persister, persister.getFactory(), ROWS.createMergeCoordinator(persister));
    }

    @Override
    public DeleteCoordinator createDeleteCoordinator(EntityPersister persister) {
        return new DeleteCoordinatorAudit(persister, persister.getFactory(), ROWS.createDeleteCoordinator(persister));
    }

    @Override
    public RemoveCoordinator createRemoveCoordinator(CollectionPersister persister) {
        var removal = RowStateManagement.visible(ROWS.removal(persister), persister);
        return removal instanceof RemoveCoordinatorNoOp
                ? removal
                : RowStateManagement.keeping(recording(removal, persister), persister);
    }

    private static RemoveCoordinator recording(RemoveCoordinator removal, CollectionPersister persister) {
        return new RemoveCoordinatorAudit(
                (CollectionMutationTarget) persister,
                removal,
                persister.getIndexColumnIsSettable(),
                persister.getElementColumnIsSettable(),
                persister.getIndexIncrementer(),
                persister.getFactory());
    }

    @Override
    public InsertRowsCoordinator createInsertRowsCoordinator(CollectionPersister persister) {
        return RowStateManagement.postponing(LOG.createInsertRowsCoordinator(persister), persister);
    }

    @Override
    public UpdateRowsCoordinator createUpdateRowsCoordinator(CollectionPersister persister) {
        return LOG.createUpdateRowsCoordinator(persister);
    }

    @Override
    public DeleteRowsCoordinator createDeleteRowsCoordinator(CollectionPersister persister) {
        return LOG.createDeleteRowsCoordinator(persister);
    }
}
