/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.stamp.StampAssignedException;
import dev.hibernateext.core.stamp.internal.StampConfig;
import dev.hibernateext.core.stamp.internal.StampGenerator;
import dev.hibernateext.core.stamp.internal.StampWork;
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Does for stamps what generators cannot: guards creation stamps at flush, fills the insert branch of an upsert, and keeps
 * an update in a stateless session from writing nothing but the stamps, or nothing but the tables that hold them.
 */
final class StampListener
        implements FlushEntityEventListener,
                PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                CoreListener {

    private static final long serialVersionUID = 1L;

    private final transient StampSlots slots;
    private final transient StampConfig config;

    StampListener(FactoryState factory) {
        this.slots = StampSlots.of(factory);
        this.config = StampConfig.of(factory);
    }

    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        var entry = event.getEntityEntry();
        var loaded = entry.getLoadedState();
        if (entry.getStatus() != Status.MANAGED || loaded == null || !entry.isExistsInDatabase()) {
            return;
        }
        for (var slot : slots.of(entry.getPersister()).creation()) {
            guard(event, slot, loaded);
        }
    }

    private void guard(FlushEntityEvent event, StampSlot slot, Object[] loaded) {
        var state = event.getPropertyValues();
        if (!slot.isLoaded(loaded) || !slot.isLoaded(state)) {
            return;
        }
        var stored = slot.read(loaded);
        var current = slot.read(state);
        if (!Objects.equals(stored, current) && isActive(event.getSession())) {
            if (StampGenerator.isSet(current) && config.changed() == StampConfig.Changed.REJECT) {
                throw StampAssignedException.onManagedEntity(slot.attribute().label());
            }
            slot.write(event.getEntityEntry().getPersister(), event.getEntity(), state, stored);
        }
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        if (isPartial(event.getPersister(), event.getSession())) {
            StampWork.of(event.getSession()).prefilled(null);
        }
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        if (isPartial(event.getPersister(), event.getSession()) && isActive(event.getSession())) {
            var work = StampWork.of(event.getSession());
            work.open(event.getEntity());
            prefill(new Row(event.getPersister(), event.getEntity(), event.getState()), work);
        }
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        var creation = slots.of(event.getPersister()).creation();
        var partial = isPartial(event.getPersister(), event.getSession());
        if ((partial || !creation.isEmpty()) && isActive(event.getSession())) {
            var row = new Row(event.getPersister(), event.getEntity(), event.getState());
            var work = StampWork.of(event.getSession());
            work.open(row.entity);
            creation.forEach(slot -> fillInsertBranch(row, slot, work));
            if (partial) {
                prefill(row, work);
            }
        }
        return false;
    }

    /* An entity that was loaded keeps its creation stamps in memory; the update branch does not write them. */
    private void fillInsertBranch(Row row, StampSlot slot, StampWork work) {
        var value = work.openValue(slot.attribute());
        if (!StampGenerator.isSet(slot.read(row.state))) {
            slot.write(row.persister, row.entity, row.state, value);
        } else if (config.preset() != StampConfig.Preset.KEEP) {
            slot.write(row.state, value);
        }
    }

    /* Without an old state Hibernate takes the generated attributes for the only dirty ones (ORM 7.4,
     * UpdateCoordinatorStandard.dirtyAttributeIndexes): a dynamic update writes only those, any update only the tables that
     * hold one. So they must not look generated. */
    private boolean isPartial(EntityPersister persister, SharedSessionContractImplementor session) {
        return (persister.isDynamicUpdate() || persister.hasMultipleTables())
                && session instanceof StatelessSession
                && !slots.of(persister).update().isEmpty();
    }

    private void prefill(Row row, StampWork work) {
        for (var slot : slots.of(row.persister).update()) {
            slot.write(row.persister, row.entity, row.state, work.openValue(slot.attribute()));
        }
        work.prefilled(row.entity);
    }

    /** A row that is about to be written. */
    private static final class Row {

        private final EntityPersister persister;
        private final Object entity;
        private final Object[] state;

        Row(EntityPersister persister, Object entity, Object[] state) {
            this.persister = persister;
            this.entity = entity;
            this.state = state;
        }
    }

    private static boolean isActive(SharedSessionContractImplementor session) {
        return SessionState.of(session).isActive(Feature.STAMP);
    }
}
