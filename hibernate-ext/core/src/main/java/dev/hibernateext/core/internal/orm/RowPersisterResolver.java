/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowStateManagement;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.spi.PersisterClassResolver;

/**
 * Gives soft-deletable entities a persister of the library in the place of Hibernate's; a persister of the user's choice stays.
 *
 * @param delegate chooses for everything else
 */
record RowPersisterResolver(PersisterClassResolver delegate) implements PersisterClassResolver {

    private static final long serialVersionUID = 1L;

    @Override
    public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass entity) {
        var chosen = delegate.getEntityPersisterClass(entity);
        return entity.getRootClass().getStateManagementType() == RowStateManagement.class ? ruled(chosen) : chosen;
    }

    private static Class<? extends EntityPersister> ruled(Class<? extends EntityPersister> chosen) {
        if (chosen == SingleTableEntityPersister.class) {
            return SingleTableRowPersister.class;
        }
        if (chosen == JoinedSubclassEntityPersister.class) {
            return JoinedRowPersister.class;
        }
        return chosen == UnionSubclassEntityPersister.class ? UnionRowPersister.class : chosen;
    }

    @Override
    public Class<? extends CollectionPersister> getCollectionPersisterClass(Collection collection) {
        return delegate.getCollectionPersisterClass(collection);
    }
}
