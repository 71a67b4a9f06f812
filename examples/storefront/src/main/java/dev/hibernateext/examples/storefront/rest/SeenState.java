/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.rest;

import dev.hibernateext.core.lock.Etag;
import dev.hibernateext.core.lock.IfMatch;
import dev.hibernateext.examples.storefront.shop.ShopRow;
import dev.hibernateext.history.EntityHistory;
import dev.hibernateext.history.History;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Finds the state of a row that a client has seen among the newest fifty in its history.
 *
 * @param entities reads in a transaction
 * @param entity the entity
 * @param id the row
 * @param <E> the entity
 */
record SeenState<E extends ShopRow>(EntityManager entities, Class<E> entity, long id) {

    /** A detached instance, or nothing if the row is gone or the state is too old. */
    Optional<E> find(IfMatch seen) {
        var current = entities.find(entity, id);
        var version = current == null ? null : current.getVersion();
        return version == null ? Optional.empty() : find(seen, History.of(entities, entity, id), version);
    }

    /** Each revision left a row with one version less than the next: a request writes a row once. */
    private Optional<E> find(IfMatch seen, EntityHistory<E> history, long current) {
        var version = current;
        for (var entry : history.timeline().items()) {
            var state = history.at(entry.revision().number());
            if (state.isPresent() && seen.matches(tag(state.get(), version))) {
                return state;
            }
            version--;
        }
        return Optional.empty();
    }

    /** The tag the state had; histories leave versions out. */
    private Etag tag(E state, long version) {
        var persister = entities.getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity);
        persister.setValue(state, persister.getVersionPropertyIndex(), version);
        return Etag.of(entities, state);
    }
}
