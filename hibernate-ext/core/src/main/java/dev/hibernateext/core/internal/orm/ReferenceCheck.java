/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.tenant.TenantReferenceException;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Refuses references of a session to rows that are not known as its tenant's and not found among them. */
record ReferenceCheck(OwnedReferences references, OwnRows rows, SharedSessionContractImplementor session)
        implements OwnedReference.Use {

    @Override
    public void of(OwnedReference reference, Object value) {
        if (!rows.isOwn(reference, value, this::expectCollections)) {
            throw TenantReferenceException.of(
                    reference.label(), reference.target(value, session).getEntityName());
        }
    }

    void of(OwnedKey key, Object id) {
        if (!rows.isOwn(key.target(), id)) {
            throw TenantReferenceException.of(key.label(), key.target().getEntityName());
        }
    }

    /** What the collections of the same flush will refer to. */
    private void expectCollections() {
        if (session instanceof SessionImplementor stateful
                && stateful.getPersistenceContextInternal().isFlushing()) {
            stateful.getPersistenceContextInternal()
                    .forEachCollectionEntry(
                            (collection, entry) -> {
                                var persister = entry.getCurrentPersister();
                                if (persister != null && (entry.isDorecreate() || entry.isDoupdate())) {
                                    new WrittenRows(collection, persister, entry.isDorecreate())
                                            .each(references.of(persister), rows::expect);
                                }
                            },
                            false);
        }
    }
}
