/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import jakarta.persistence.EntityNotFoundException;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.event.internal.DefaultLoadEventListener;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Loads deleted rows that are reached through a reference, and hides them from loads by id once they are in the session. Leans
 * on {@code org.hibernate.event.internal.DefaultLoadEventListener}, whose place it takes. Live rows are loaded as ever.
 */
final class ReferenceLoadListener extends DefaultLoadEventListener {

    private final transient SoftDeletionModel model;
    private final transient SoftDeleteSlots slots;

    ReferenceLoadListener(FactoryState factory) {
        this.model = SoftDeletionModel.of(factory);
        this.slots = SoftDeleteSlots.of(factory);
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        if (type == GET && model.of(event.getEntityClassName()) != null) {
            load(event, type);
            hideLoaded(event);
        } else if (isReference(type)) {
            resolve(event, type);
        } else {
            super.onLoad(event, type);
        }
    }

    private static boolean isReference(LoadType type) {
        return type == IMMEDIATE_LOAD || type == INTERNAL_LOAD_EAGER || type == INTERNAL_LOAD_NULLABLE;
    }

    private void resolve(LoadEvent event, LoadType type) {
        var deletion = model.of(event.getEntityClassName());
        if (deletion == null || !DeletedRowAccess.isNeeded(deletion, influencers(event))) {
            super.onLoad(event, type);
            return;
        }
        load(event, type);
        if (event.getResult() == null) {
            DeletedRowAccess.with(event.getSession(), () -> {
                super.onLoad(event, type);
                return event.getResult();
            });
        }
    }

    private static LoadQueryInfluencers influencers(LoadEvent event) {
        return event.getSession().getLoadQueryInfluencers();
    }

    /* Where the session has a reference already, Hibernate is sure of the row and throws. A second load tells whether the row is
     * deleted or missing; a load by id treats both alike. */
    private void load(LoadEvent event, LoadType type) {
        try {
            super.onLoad(event, type);
        } catch (ObjectNotFoundException | EntityNotFoundException missing) {
            event.setResult(null);
        }
    }

    private void hideLoaded(LoadEvent event) {
        var result = event.getResult();
        if (result == null || !Hibernate.isInitialized(result)) {
            return;
        }
        var entity = Hibernate.unproxy(result);
        var marked = slots.isMarked(persister(event, entity), entity);
        if (marked ? ScopeFlag.hidesDeleted(influencers(event)) : ScopeFlag.ONLY.isOn(influencers(event))) {
            event.setResult(null);
        }
    }

    private static EntityPersister persister(LoadEvent event, Object entity) {
        return event.getSession().getEntityPersister(null, entity);
    }

    /** Takes the place of Hibernate's listener, not of one a user put there. */
    static final class InPlaceOfDefault implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof ReferenceLoadListener && original.getClass() == DefaultLoadEventListener.class;
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }
}
