/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * The rows of a collection that a flush writes.
 *
 * @param all whether all of them, and not only those that were added
 */
@SuppressWarnings("removal") // the types of CollectionPersister, by which collections know which elements are new
record WrittenRows(PersistentCollection<?> collection, CollectionPersister persister, boolean all) {

    void each(CollectionReferences refers, OwnedReference.Use use) {
        if (refers.isEmpty() || !collection.wasInitialized()) {
            return;
        }
        var entries = collection.entries(persister);
        for (int i = 0; entries.hasNext(); i++) {
            var entry = entries.next();
            if (all || isNew(entry, i)) {
                OwnedReference.each(refers.elements(), collection.getElement(entry), use);
                if (!refers.indexes().isEmpty()) {
                    OwnedReference.each(refers.indexes(), collection.getIndex(entry, i, persister), use);
                }
            }
        }
    }

    private boolean isNew(Object entry, int position) {
        return collection.needsInserting(entry, position, persister.getElementType())
                || collection.needsUpdating(entry, position, persister.getElementType());
    }
}
