/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.function.Supplier;
import org.hibernate.mapping.RootClass;
import org.hibernate.metamodel.mapping.AuxiliaryMapping;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.mutation.InsertRowsCoordinator;
import org.hibernate.persister.collection.mutation.InsertRowsCoordinatorNoOp;
import org.hibernate.persister.collection.mutation.RemoveCoordinator;
import org.hibernate.persister.collection.mutation.RemoveCoordinatorNoOp;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.DeleteCoordinator;
import org.hibernate.persister.entity.mutation.UpdateCoordinator;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorNoOp;
import org.hibernate.persister.state.internal.AbstractStateManagement;

/**
 * Reads and writes the rows of an entity hierarchy by its {@link RowRule}s. Stateless, since Hibernate takes the one instance
 * for all factories: rules are found through the factory of a persister. Leans on {@code
 * org.hibernate.persister.state.internal.AbstractStateManagement} for everything no rule changes.
 */
public final class RowStateManagement extends AbstractStateManagement {

    /** Read by Hibernate through reflection. */
    public static final RowStateManagement INSTANCE = new RowStateManagement();

    private RowStateManagement() {}

    @Override
    public AuxiliaryMapping createAuxiliaryMapping(
            EntityPersister persister, RootClass boot, MappingModelCreationProcess creation) {
        return new RowMapping(persister.getIdentifierTableName(), RowRules.of(persister));
    }

    /**
     * Builds something while a factory starts that reads rows whatever the rules say, such as the lazy attributes of instances
     * that are in a session already.
     *
     * @param persister of an entity whose rows are managed by this class
     * @param building what is to be built
     * @param <T> of it
     * @return what was built
     */
    public static <T> T withoutRules(EntityPersister persister, Supplier<T> building) {
        return ((RowMapping) persister.getAuxiliaryMapping()).withoutRules(building);
    }

    @Override
    public UpdateCoordinator createUpdateCoordinator(EntityPersister persister) {
        var standard = super.createUpdateCoordinator(persister);
        return standard instanceof UpdateCoordinatorNoOp ? standard : new RowUpdateCoordinator(persister);
    }

    @Override
    public UpdateCoordinator createMergeCoordinator(EntityPersister persister) {
        return new RowMergeCoordinator(persister);
    }

    @Override
    public DeleteCoordinator createDeleteCoordinator(EntityPersister persister) {
        return new RowDeleteCoordinator(persister);
    }

    @Override
    public RemoveCoordinator createRemoveCoordinator(CollectionPersister persister) {
        var standard = super.createRemoveCoordinator(persister);
        if (standard instanceof RemoveCoordinatorNoOp) {
            return standard;
        }
        var removal = hasMarkedElements(persister) && persister instanceof AbstractCollectionPersister collection
                ? new VisibleElementsCoordinator(standard, collection)
                : standard;
        return isOwnerMarked(persister) ? new KeptRowsCoordinator(removal, persister) : removal;
    }

    @Override
    public InsertRowsCoordinator createInsertRowsCoordinator(CollectionPersister persister) {
        var standard = super.createInsertRowsCoordinator(persister);
        return standard instanceof InsertRowsCoordinatorNoOp || !isOwnerMarked(persister)
                ? standard
                : new PostponedRemovalCoordinator(standard);
    }

    private static boolean hasMarkedElements(CollectionPersister persister) {
        return (persister.isOneToMany() || persister.isManyToMany())
                && RowRules.mark(persister.getElementPersister()) != null;
    }

    private static boolean isOwnerMarked(CollectionPersister persister) {
        return RowRules.mark(persister.getOwnerEntityPersister()) != null;
    }
}
