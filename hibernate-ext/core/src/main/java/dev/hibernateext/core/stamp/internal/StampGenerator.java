/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

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
        return StampWork.of(session).generated(attribute, row, current, event);
    }
}
