/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowStateManagement;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.jspecify.annotations.Nullable;

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
        if (!RowStateManagement.manages(entity.getRootClass())) {
            return chosen;
        }
        var ruled = ruled(chosen);
        if (ruled == chosen && isEnhanced(entity.getMappedClass())) {
            throw SoftDeleteMappingException.refused(
                    entity.getEntityName(),
                    "its bytecode is enhanced for lazy loading, and its references are loaded by %s, which is not Hibernate's"
                            .formatted(chosen.getName()),
                    "Leave the persister to Hibernate, or exclude the class from enhancement");
        }
        return ruled;
    }

    private static boolean isEnhanced(@Nullable Class<?> type) {
        return type != null && PersistentAttributeInterceptable.class.isAssignableFrom(type);
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
