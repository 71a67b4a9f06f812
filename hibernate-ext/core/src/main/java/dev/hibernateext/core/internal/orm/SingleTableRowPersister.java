/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowStateManagement;
import java.util.List;
import java.util.Map;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.internal.SingleIdArrayLoadPlan;
import org.hibernate.loader.ast.spi.MultiIdLoadOptions;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.jspecify.annotations.Nullable;

/** Persister of soft-deletable entities in one table. Made by Hibernate through reflection. */
public final class SingleTableRowPersister extends SingleTableEntityPersister {

    /** As Hibernate calls it. */
    public SingleTableRowPersister(
            PersistentClass entity,
            EntityDataAccess cache,
            NaturalIdDataAccess naturalIdCache,
            RuntimeModelCreationContext context) {
        super(entity, cache, naturalIdCache, context);
    }

    @Override
    public List<?> multiLoad(Object[] ids, SharedSessionContractImplementor session, MultiIdLoadOptions options) {
        return VisibleRows.of(super.multiLoad(ids, session, options), session, options);
    }

    @Override
    public Object initializeEnhancedEntityUsedAsProxy(
            Object entity, @Nullable String attribute, SharedSessionContractImplementor session) {
        return EnhancedReference.load(
                this, entity, session, () -> super.initializeEnhancedEntityUsedAsProxy(entity, attribute, session));
    }

    @Override
    protected Map<String, SingleIdArrayLoadPlan> getLazyLoadPlanByFetchGroup() {
        return RowStateManagement.withoutRules(this, super::getLazyLoadPlanByFetchGroup);
    }
}
