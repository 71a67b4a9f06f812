/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.stamp.internal.StampWork;
import java.util.EnumSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.mapping.GeneratorCreator;
import org.jspecify.annotations.Nullable;

/**
 * Gives an embeddable its stamps. Hibernate would make a generator out of those of its attributes that cannot step back
 * when the stamps are in the row's state already; see {@link StampListener}.
 */
final class EmbeddedStampsGenerator implements BeforeExecutionGenerator {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final String owner;
    private final EnumSet<EventType> events;

    private EmbeddedStampsGenerator(Binding binding) {
        this.entity = binding.entity;
        this.owner = binding.owner;
        this.events = binding.events;
    }

    /**
     * Makes the generator of the property that holds the embeddable.
     *
     * @param entity the name of the entity that declares the property
     * @param owner the name of the property
     * @param events when one of the stamps has a new value
     */
    record Binding(String entity, String owner, EnumSet<EventType> events) implements GeneratorCreator {

        @Override
        public EmbeddedStampsGenerator createGenerator(GeneratorCreationContext context) {
            return new EmbeddedStampsGenerator(this);
        }
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return events;
    }

    @Override
    public boolean generatedBeforeExecution(Object row, SharedSessionContractImplementor session) {
        return !StampWork.of(session).isPrefilled(row);
    }

    @Override
    public @Nullable Object generate(
            SharedSessionContractImplementor session, Object row, @Nullable Object current, EventType event) {
        var work = StampWork.of(session);
        var persister = session.getEntityPersister(entity, row);
        var embeddable = current;
        for (var slot :
                StampSlots.of(SessionState.of(session).factory()).of(persister).inside(owner)) {
            if (slot.attribute().kind().events().contains(event)) {
                var stored = slot.slot().readInside(embeddable);
                embeddable = slot.slot().writeInside(embeddable, work.generated(slot.attribute(), row, stored, event));
            }
        }
        return embeddable;
    }
}
