/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.stamp.internal.StampConfig;
import dev.hibernateext.core.stamp.internal.StampWork;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;

/**
 * Fills the creation stamps of the insert branch of an upsert, which has no generators of its own. An entity that has
 * creation stamps was loaded before, so the update branch will be taken, which does not write them: it keeps what it has.
 */
final class StampUpsertListener implements PreUpsertEventListener, PostUpsertEventListener, CoreListener {

    private static final long serialVersionUID = 1L;

    private final transient StampSlots slots;
    private final transient StampConfig config;
    private final transient StampPrefill prefill;

    StampUpsertListener(FactoryState factory) {
        this.slots = StampSlots.of(factory);
        this.config = StampConfig.of(factory);
        this.prefill = new StampPrefill(factory);
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        var session = event.getSession();
        var creation = slots.of(event.getPersister()).creation();
        var prefilled = prefill.isNeeded(event.getPersister(), session);
        if ((prefilled || !creation.isEmpty()) && SessionState.of(session).isActive(Feature.STAMP)) {
            var row = new WrittenRow(event.getPersister(), event.getEntity(), event.getState());
            var work = StampWork.of(session);
            work.open(row.entity());
            var kept = SessionState.of(session).attachment(KeptStamps.class, state -> new KeptStamps());
            kept.of(row.entity());
            creation.forEach(slot -> fill(row, slot, new Filling(work, kept)));
            if (prefilled) {
                prefill.fill(row, work);
            }
        }
        return false;
    }

    private record Filling(StampWork work, KeptStamps kept) {}

    private void fill(WrittenRow row, StampSlot slot, Filling filling) {
        var value = filling.work.openValue(slot.attribute());
        if (!StampWork.isSet(slot.read(row.state()))) {
            slot.write(row.persister(), row.entity(), row.state(), value);
        } else if (config.preset() != StampConfig.Preset.KEEP) {
            filling.kept.keep(slot, row);
            slot.write(row.state(), value);
        }
    }

    /* Hibernate copies the whole state into a versioned entity. */
    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        KeptStamps.putBack(event);
    }
}
