/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.softdelete.DeletedRows;
import jakarta.persistence.EntityGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.FlushMode;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.persister.entity.EntityPersister;

/** What rows are in the tables of the moment: their states, and the elements of their collections. Read past the session that asks, those in the trash too. */
final class StoredRows implements AutoCloseable {

    private final SharedSessionContractImplementor asking;
    private final SessionImplementor child;

    /** Takes the elements of one row's collection. */
    @FunctionalInterface
    interface ElementsReading {
        void read(Object owner, PersistentCollection<?> elements);
    }

    StoredRows(SharedSessionContractImplementor session) {
        this.asking = session;
        this.child = (SessionImplementor) DeletedRows.INCLUDE.openSession(session);
        child.setHibernateFlushMode(FlushMode.MANUAL);
    }

    @Override
    public void close() {
        child.close();
    }

    /** The session that asks. */
    SharedSessionContractImplementor asking() {
        return asking;
    }

    /** The session whose instances are read. */
    SessionImplementor reading() {
        return child;
    }

    /** Those of some ids that have a row. */
    List<Object> present(EntityPersister persister, List<Object> ids) {
        var text = "select id(e) from %s e where id(e) in (:ids)".formatted(persister.getEntityName());
        var found = new ArrayList<Object>();
        for (int from = 0; from < ids.size(); from += RowTables.CHUNK) {
            found.addAll(child.createSelectionQuery(text, Object.class)
                    .setParameterList("ids", ids.subList(from, Math.min(ids.size(), from + RowTables.CHUNK)))
                    .getResultList());
        }
        return found;
    }

    /** What rows of one entity are, by their ids. */
    Map<Object, Object[]> states(EntityPersister persister, Collection<Object> ids) {
        var states = new HashMap<Object, Object[]>();
        for (var entity : load(persister, ids, "")) {
            states.put(Objects.requireNonNull(persister.getIdentifier(entity, child)), persister.getValues(entity));
        }
        return states;
    }

    /** The elements of one collection of rows. */
    void elements(EntityPersister persister, Collection<Object> ids, String attribute, ElementsReading reading) {
        for (var entity : load(persister, ids, " left join fetch e." + attribute)) {
            if (persister.getPropertyValue(entity, attribute) instanceof PersistentCollection<?> elements) {
                reading.read(entity, elements);
            }
        }
    }

    /** The elements of one row's collection, or nothing if there is no such row. */
    Optional<PersistentCollection<?>> elementsOf(EntityPersister persister, Object id, String attribute) {
        var found = new PersistentCollection<?>[1];
        elements(persister, List.of(id), attribute, (owner, elements) -> found[0] = elements);
        return Optional.ofNullable(found[0]);
    }

    /** Nothing else is fetched: references are their ids. */
    private List<?> load(EntityPersister persister, Collection<Object> ids, String fetch) {
        var text = "select e from %s e%s where id(e) in (:ids)".formatted(persister.getEntityName(), fetch);
        return load(text, child.createEntityGraph(persister.getMappedClass()), ids);
    }

    @SuppressWarnings("unchecked") // what the query selects
    private <T> List<T> load(String text, EntityGraph<T> nothing, Collection<Object> ids) {
        return child.createSelectionQuery(text, (Class<T>) Object.class)
                .setEntityGraph(nothing, GraphSemantic.FETCH)
                .setParameterList("ids", ids)
                .getResultList();
    }
}
