/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.lock.internal.TimestampVersion;
import java.util.EnumSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows of an entity with {@code @VersionTimestamp} their versions, each later than the one before.
 *
 * @param version the arithmetic of the version's type and column
 */
record VersionTimestampGenerator(TimestampVersion version) implements BeforeExecutionGenerator {

    @Override
    public EnumSet<EventType> getEventTypes() {
        return EventTypeSets.ALL;
    }

    @Override
    public Class<?> getGeneratedType() {
        return version.type();
    }

    @Override
    public Object generate(
            SharedSessionContractImplementor session, Object owner, @Nullable Object current, EventType eventType) {
        var state = SessionState.of(session);
        var clock = state.factory().clock();
        return state.isActive(Feature.LOCK) ? version.next(current, clock) : version.now(clock);
    }
}
