/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.stamp.StampAssignedException;
import java.util.EnumSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** Gives one attribute its stamp, in every kind of session, as part of the statement that writes the row. */
public final class StampGenerator implements BeforeExecutionGenerator {

    private static final long serialVersionUID = 1L;

    private final transient StampAttribute attribute;

    /** The generator of an attribute. */
    public StampGenerator(StampAttribute attribute) {
        this.attribute = attribute;
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return attribute.kind().events();
    }

    /** Not when the update stamps were put into the row's state before: Hibernate would write nothing but the stamps. */
    @Override
    public boolean generatedBeforeExecution(Object row, SharedSessionContractImplementor session) {
        return !StampWork.of(session).isPrefilled(row);
    }

    @Override
    public @Nullable Object generate(
            SharedSessionContractImplementor session, Object row, @Nullable Object current, EventType event) {
        if (!SessionState.of(session).isActive(Feature.STAMP)) {
            return current;
        }
        var work = StampWork.of(session);
        return event == EventType.INSERT && isSet(current) && keepsPreset(work)
                ? current
                : work.value(attribute, row, event, this);
    }

    /** Whether a stamp has a value; a primitive epoch that nobody has set is zero. */
    public static boolean isSet(@Nullable Object stamp) {
        return stamp instanceof Number epoch ? epoch.longValue() != 0 : stamp != null;
    }

    private boolean keepsPreset(StampWork work) {
        return switch (work.config().preset()) {
            case REPLACE -> false;
            case KEEP -> true;
            case REJECT -> throw StampAssignedException.onInsert(attribute.label());
        };
    }
}
