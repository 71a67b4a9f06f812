/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.CollectionChange.Rows;
import dev.hibernateext.core.change.EntityChange.Kind;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A collection a stateless session writes together with its owner.
 *
 * @param persister the collection
 * @param attribute the position of its attribute in the owner
 */
record OwnedCollection(CollectionPersister persister, int attribute) {

    static List<OwnedCollection> allOf(EntityPersister owner) {
        var owned = new ArrayList<OwnedCollection>();
        owner.visitAttributeMappings(attribute -> {
            if (attribute.isPluralAttributeMapping()) {
                var persister = attribute.asPluralAttributeMapping().getCollectionDescriptor();
                if (!persister.isInverse()) {
                    owned.add(new OwnedCollection(persister, attribute.getStateArrayPosition()));
                }
            }
        });
        return List.copyOf(owned);
    }

    List<String> tables() {
        return List.of(persister.getCollectionSpaces());
    }

    /** What a stateless write of the owner does to the rows; null if it leaves them alone. */
    @Nullable
    Rows written(Object owner, Kind kind, SharedSessionContractImplementor session) {
        var value = persister.getOwnerEntityPersister().getValue(owner, attribute);
        if (!Hibernate.isInitialized(value)) {
            return null;
        }
        return switch (kind) {
            case INSERT -> new Rows(CollectionRows.of(value, persister, session), List.of());
            case DELETE -> new Rows(List.of(), null);
            case UPDATE, UPSERT -> Rows.UNKNOWN;
        };
    }
}
