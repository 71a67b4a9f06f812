/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.Optional;
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
import org.hibernate.persister.state.internal.AuditStateManagement;
import org.hibernate.persister.state.spi.StateManagement;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the rows of an entity hierarchy by its {@link RowRule}s. Stateless, since Hibernate takes the one instance
 * for all factories: rules are found through the factory of a persister. Leans on {@code
 * org.hibernate.persister.state.internal.AbstractStateManagement} for everything no rule changes.
 */
public final class RowStateManagement extends AbstractStateManagement {

    /** Read by Hibernate through reflection. */
    public static final RowStateManagement INSTANCE = new RowStateManagement();

    private RowStateManagement() {}

    /**
     * The class that manages rows by rules and does what another one did.
     *
     * @param other manages them so far; null for nobody
     * @return the class, or empty if a row cannot have both
     */
    public static Optional<Class<? extends StateManagement>> beside(@Nullable Class<? extends StateManagement> other) {
        if (other == null || other == RowStateManagement.class) {
            return Optional.of(RowStateManagement.class);
        }
        return other == AuditStateManagement.class || other == LoggedRowStateManagement.class
                ? Optional.of(LoggedRowStateManagement.class)
                : Optional.empty();
    }

    /** Whether rows of an entity are managed by rules. */
    public static boolean manages(RootClass root) {
        var type = root.getStateManagementType();
        return type == RowStateManagement.class || type == LoggedRowStateManagement.class;
    }

    /** Whether Hibernate's own {@code @Audited} records such rows. */
    public static boolean isLogged(RootClass root) {
        return root.getStateManagementType() == LoggedRowStateManagement.class;
    }

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
        var mapping = persister.getAuxiliaryMapping();
        var rows = mapping instanceof LoggedRowMapping logged ? logged.rows() : (RowMapping) mapping;
        return rows.withoutRules(building);
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
        return keeping(visible(removal(persister), persister), persister);
    }

    /** As Hibernate removes rows. */
    RemoveCoordinator removal(CollectionPersister persister) {
        return super.createRemoveCoordinator(persister);
    }

    static RemoveCoordinator visible(RemoveCoordinator removal, CollectionPersister persister) {
        return !(removal instanceof RemoveCoordinatorNoOp)
                        && hasMarkedElements(persister)
                        && persister instanceof AbstractCollectionPersister collection
                ? new VisibleElementsCoordinator(removal, collection)
                : removal;
    }

    static RemoveCoordinator keeping(RemoveCoordinator removal, CollectionPersister persister) {
        return !(removal instanceof RemoveCoordinatorNoOp) && isOwnerMarked(persister)
                ? new KeptRowsCoordinator(removal, persister)
                : removal;
    }

    @Override
    public InsertRowsCoordinator createInsertRowsCoordinator(CollectionPersister persister) {
        return postponing(super.createInsertRowsCoordinator(persister), persister);
    }

    static InsertRowsCoordinator postponing(InsertRowsCoordinator insertion, CollectionPersister persister) {
        return insertion instanceof InsertRowsCoordinatorNoOp || !isOwnerMarked(persister)
                ? insertion
                : new PostponedRemovalCoordinator(insertion);
    }

    private static boolean hasMarkedElements(CollectionPersister persister) {
        return (persister.isOneToMany() || persister.isManyToMany())
                && RowRules.mark(persister.getElementPersister()) != null;
    }

    private static boolean isOwnerMarked(CollectionPersister persister) {
        return RowRules.mark(persister.getOwnerEntityPersister()) != null;
    }
}
