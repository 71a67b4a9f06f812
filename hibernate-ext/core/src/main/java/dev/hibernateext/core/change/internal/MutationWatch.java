/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.model.MutationOperationGroup;

/**
 * Told of each row Hibernate is about to write for an entity or a collection, on the thread that writes it. Factories that share a service
 * registry share watches, one of each class, which is told of the rows of all of them and so keeps nothing of a factory.
 */
public interface MutationWatch {

    /**
     * A row is about to be written.
     *
     * @param key of the batch it may join
     * @param operations what is executed
     * @return the key to use, which may be that of no batch
     */
    BatchKeyAccess before(
            BatchKeyAccess key, MutationOperationGroup operations, SharedSessionContractImplementor session);

    /** Whether the key of a batch ends like this, which is how Hibernate names what it does to a table. */
    static boolean isOf(String ending, BatchKeyAccess access) {
        var key = access.getBatchKey();
        return key != null && key.toLoggableString().endsWith(ending);
    }

    /**
     * Tells a watch of the rows of a factory from now on.
     *
     * @return false if the library is switched off, so that nothing is told
     */
    static boolean add(SessionFactoryImplementor factory, MutationWatch watch) {
        var service = factory.getServiceRegistry().requireService(MutationExecutorService.class);
        if (service instanceof Telling telling) {
            telling.tell(watch);
            return true;
        }
        return false;
    }

    /** What writes rows and tells watches of them. */
    interface Telling {

        /** From now on, unless it does so to one of the same class. */
        void tell(MutationWatch watch);
    }
}
