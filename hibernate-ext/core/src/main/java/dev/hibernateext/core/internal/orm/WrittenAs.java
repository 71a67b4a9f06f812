/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.hook.EntityWrite.Operation;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** What a write is called where the entity is soft-deletable. */
final class WrittenAs {

    private WrittenAs() {}

    static Operation update(SharedSessionContractImplementor session, EntityPersister persister) {
        return isOn(ScopeFlag.RESTORE, session) && isSoftDeletable(persister) ? Operation.RESTORE : Operation.UPDATE;
    }

    static Operation delete(SharedSessionContractImplementor session, EntityPersister persister) {
        return isSoftDeletable(persister) && !isOn(ScopeFlag.PURGE, session) ? Operation.SOFT_DELETE : Operation.DELETE;
    }

    private static boolean isOn(ScopeFlag flag, SharedSessionContractImplementor session) {
        return flag.isOn(session.getLoadQueryInfluencers());
    }

    private static boolean isSoftDeletable(EntityPersister persister) {
        return SoftDeletionModel.of(FactoryState.of(persister.getFactory())).of(persister.getEntityName()) != null;
    }
}
