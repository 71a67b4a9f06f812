/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.CollectionElement;
import dev.hibernateext.core.change.internal.References;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a collection from the collection itself or from Hibernate's snapshot of it. Leans on the types of {@code
 * CollectionPersister}, which are to go: their successors cannot copy a value.
 */
@SuppressWarnings("removal")
final class CollectionRows {

    private final CollectionPersister persister;
    private final SharedSessionContractImplementor session;
    private final List<CollectionElement> rows = new ArrayList<>();

    private CollectionRows(CollectionPersister persister, SharedSessionContractImplementor session) {
        this.persister = persister;
        this.session = session;
    }

    /** The rows of a collection, map or array; none for null. */
    static List<CollectionElement> of(
            @Nullable Object content, CollectionPersister persister, SharedSessionContractImplementor session) {
        var reading = new CollectionRows(persister, session);
        if (content instanceof Map<?, ?> map) {
            map.forEach(reading::add);
        } else if (content instanceof Collection<?> collection) {
            reading.addAll(collection);
        } else if (content != null) {
            reading.addArray(content);
        }
        return reading.rows;
    }

    /** The rows in the snapshot of a collection, which for a set is a map from elements to themselves. */
    static List<CollectionElement> ofSnapshot(
            Object snapshot, CollectionPersister persister, SharedSessionContractImplementor session) {
        var isValueMap = snapshot instanceof Map && classification(persister) == CollectionClassification.ID_BAG;
        return of(isValueMap ? ((Map<?, ?>) snapshot).values() : snapshot, persister, session);
    }

    private static CollectionClassification classification(CollectionPersister persister) {
        return persister.getCollectionSemantics().getCollectionClassification();
    }

    private void addAll(Collection<?> elements) {
        int position = 0;
        for (var element : elements) {
            add(position++, element);
        }
    }

    private void addArray(Object elements) {
        for (int position = 0; position < Array.getLength(elements); position++) {
            add(position, Array.get(elements, position));
        }
    }

    private void add(@Nullable Object index, @Nullable Object element) {
        var value = References.detached(persister.getElementType(), element, session);
        if (value != null) {
            rows.add(new CollectionElement(index(index), value));
        }
    }

    private @Nullable Object index(@Nullable Object index) {
        return persister.hasIndex() ? References.detached(persister.getIndexType(), index, session) : null;
    }
}
