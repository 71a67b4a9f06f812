/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.MutationWatch;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.MutationOperationGroup;

/** Ends results that read a version when a lock raises it, of which Hibernate tells nobody. */
final class ForcedVersions implements MutationWatch {

    /** How the key of an update of nothing but the version ends. */
    private static final String OF_VERSION = "#UPDATE_VERSION";

    @Override
    public BatchKeyAccess before(
            BatchKeyAccess key, MutationOperationGroup operations, SharedSessionContractImplementor session) {
        if (MutationWatch.isOf(OF_VERSION, key)
                && operations.getMutationTarget().getTargetPart() instanceof EntityPersister entity
                && session.getFactory().getCache().getTimestampsCache() instanceof WrittenRows writes) {
            writes.preInvalidate(entity.getPropertySpaces(), session);
        }
        return key;
    }
}
