/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.stamp.ActorMissingException;
import dev.hibernateext.core.stamp.StampAssignedException;
import java.time.Instant;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What the stamps of one session have in common: one clock reading for each row written, and the actor. Belongs to that
 * session's thread.
 */
public final class StampWork {

    private final SessionState session;
    private final FactoryState factory;
    private final StampConfig config;

    /* A reading serves one write of one row. Generators are called in the order of the attributes, so the write has ended
     * when the attribute that opened the reading is asked for again, for another row or for another event. */
    private @Nullable Object owner;
    private @Nullable EventType event;
    private @Nullable Object opener;
    private Instant reading = Instant.EPOCH;

    /** The row whose update stamps are in its state already; see {@link StampGenerator#generatedBeforeExecution}. */
    private @Nullable Object prefilled;

    private StampWork(SessionState session) {
        this.session = session;
        this.factory = session.factory();
        this.config = StampConfig.of(factory);
    }

    /** The stamps of a session. */
    public static StampWork of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(StampWork.class, StampWork::new);
    }

    /** Tells that the listener has put the update stamps of a row into its state. */
    public void prefilled(@Nullable Object row) {
        prefilled = row;
    }

    /** Whether the update stamps of a row are in its state already. */
    public boolean isPrefilled(Object row) {
        return prefilled == row;
    }

    /** Starts the reading of an update or an upsert; the generators of its update stamps share it. */
    public void open(Object row) {
        read(row, EventType.UPDATE, this);
    }

    /** What a generator gives a stamp of a row that has a value already, or null. */
    public @Nullable Object generated(StampAttribute attribute, Object row, @Nullable Object current, EventType type) {
        if (!session.isActive(Feature.STAMP)) {
            return current;
        }
        return type == EventType.INSERT && isSet(current) && keepsPreset(attribute)
                ? current
                : value(attribute, row, type);
    }

    /** Whether a stamp has a value; a primitive epoch that nobody has set is zero. */
    public static boolean isSet(@Nullable Object stamp) {
        return stamp instanceof Number epoch ? epoch.longValue() != 0 : stamp != null;
    }

    private boolean keepsPreset(StampAttribute attribute) {
        return switch (config.preset()) {
            case REPLACE -> false;
            case KEEP -> true;
            case REJECT -> throw StampAssignedException.onInsert(attribute.label());
        };
    }

    /** The value of a stamp of a row, from the row's own reading. */
    private @Nullable Object value(StampAttribute attribute, Object row, EventType type) {
        var format = attribute.format();
        if (format == null) {
            return actor(attribute);
        }
        if (owner != row || event != type || opener == attribute) {
            read(row, type, attribute);
        } else if (opener == this) {
            opener = attribute;
        }
        return format.format(reading);
    }

    /** The value of a stamp of all rows that one execution of a statement writes. */
    public @Nullable Object bulkValue(StampAttribute attribute, Object execution) {
        if (owner != execution) {
            read(execution, EventType.UPDATE, this);
        }
        return openValue(attribute);
    }

    /** The value of a stamp of a row whose reading is open. */
    public @Nullable Object openValue(StampAttribute attribute) {
        var format = attribute.format();
        return format == null ? actor(attribute) : format.format(reading);
    }

    private void read(Object row, EventType type, Object first) {
        owner = row;
        event = type;
        opener = first;
        reading = factory.clock().instant();
    }

    private @Nullable String actor(StampAttribute attribute) {
        return actor(attribute::label);
    }

    /** The id of the actor to store; the label is for the error where there is none and the policy demands one. */
    public @Nullable String actor(Supplier<String> label) {
        var actor = factory.contexts().current().actor();
        if (actor != null) {
            return actor.id();
        }
        return switch (config.missingActor()) {
            case LEAVE_EMPTY -> null;
            case SYSTEM -> config.systemActor();
            case FAIL -> throw ActorMissingException.forAttribute(label.get());
        };
    }
}
