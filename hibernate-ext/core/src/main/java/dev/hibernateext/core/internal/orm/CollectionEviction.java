/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;

/**
 * Evicts cached collections when rows that may be elements are deleted or restored, which Hibernate does not see: no foreign
 * key changes. Once at the first row and again after the transaction, for what others cached in between.
 */
final class CollectionEviction {

    private final SoftDeletionModel model;

    CollectionEviction(FactoryState factory) {
        this.model = SoftDeletionModel.of(factory);
    }

    void evict(String root, SharedSessionContractImplementor session) {
        var roles = model.cachedRoles(root);
        if (!roles.isEmpty()) {
            SessionState.of(session)
                    .attachment(Evicted.class, state -> new Evicted(session))
                    .add(roles);
        }
    }

    /** The roles that one transaction evicts. */
    static final class Evicted implements AfterCompletionCallback {

        private final Set<String> roles = new LinkedHashSet<>();
        private final SharedSessionContractImplementor session;

        Evicted(SharedSessionContractImplementor session) {
            this.session = session;
        }

        void add(Iterable<String> more) {
            if (roles.isEmpty()) {
                session.getTransactionCompletionCallbacks().registerCallback(this);
            }
            more.forEach(role -> {
                if (roles.add(role)) {
                    session.getFactory().getCache().evictCollectionData(role);
                }
            });
        }

        @Override
        public void doAfterTransactionCompletion(boolean success, SharedSessionContractImplementor ending) {
            roles.forEach(ending.getFactory().getCache()::evictCollectionData);
            roles.clear();
        }
    }
}
