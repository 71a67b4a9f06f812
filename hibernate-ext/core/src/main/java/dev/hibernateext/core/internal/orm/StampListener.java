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

/**
 * Does for stamps what generators cannot: guards creation stamps at flush, and keeps an update in a stateless session from
 * writing nothing but the stamps, or nothing but the tables that hold them.
 */
final class StampListener
        implements FlushEntityEventListener, PreInsertEventListener, PreUpdateEventListener, CoreListener {

    private static final long serialVersionUID = 1L;

    private final transient StampSlots slots;
    private final transient StampConfig config;
    private final transient StampPrefill prefill;

    StampListener(FactoryState factory) {
        this.slots = StampSlots.of(factory);
        this.config = StampConfig.of(factory);
        this.prefill = new StampPrefill(factory);
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
            if (StampWork.isSet(current) && config.changed() == StampConfig.Changed.REJECT) {
                throw StampAssignedException.onManagedEntity(slot.attribute().label());
            }
            slot.write(event.getEntityEntry().getPersister(), event.getEntity(), state, stored);
        }
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        if (prefill.isNeeded(event.getPersister(), event.getSession())) {
            StampWork.of(event.getSession()).prefilled(null);
        }
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        if (!isActive(event.getSession())) {
            return false;
        }
        if (!(event.getSession() instanceof StatelessSession)) {
            slots.of(event.getPersister()).creation().forEach(slot -> slot.keepInserted(event));
        } else if (prefill.isNeeded(event.getPersister(), event.getSession())) {
            var work = StampWork.of(event.getSession());
            work.open(event.getEntity());
            prefill.fill(new WrittenRow(event.getPersister(), event.getEntity(), event.getState()), work);
        }
        return false;
    }

    private static boolean isActive(SharedSessionContractImplementor session) {
        return SessionState.of(session).isActive(Feature.STAMP);
    }
}
