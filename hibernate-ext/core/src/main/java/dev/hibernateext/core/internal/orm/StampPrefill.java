/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.stamp.internal.StampWork;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Puts the update stamps into the state of a row that a stateless session is about to write, in the generators' stead.
 *
 * <p>Without an old state Hibernate takes the generated attributes for the only dirty ones (ORM 7.4,
 * UpdateCoordinatorStandard.dirtyAttributeIndexes): a dynamic update writes only those, any update only the tables that hold
 * one. So they must not look generated. An upsert writes an embeddable that is not the entity's, which no generator can know.
 */
final class StampPrefill {

    private final StampSlots slots;

    StampPrefill(FactoryState factory) {
        this.slots = StampSlots.of(factory);
    }

    boolean isNeeded(EntityPersister persister, SharedSessionContractImplementor session) {
        if (!(session instanceof StatelessSession)) {
            return false;
        }
        var stamps = slots.of(persister);
        return !stamps.update().isEmpty()
                && (persister.isDynamicUpdate()
                        || persister.hasMultipleTables()
                        || !stamps.embedded().isEmpty());
    }

    void fill(WrittenRow row, StampWork work) {
        for (var slot : slots.of(row.persister()).update()) {
            slot.write(row.persister(), row.entity(), row.state(), work.openValue(slot.attribute()));
        }
        work.prefilled(row.entity());
    }
}
