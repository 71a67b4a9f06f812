/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A row with {@code @CreatedBy} or {@code @UpdatedBy} is written without an actor, and the settings demand one. */
public final class ActorMissingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String attribute;

    private ActorMissingException(String attribute, String message) {
        super("stamp.actor-missing", message, null);
        this.attribute = attribute;
    }

    /**
     * No actor for a stamp.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static ActorMissingException forAttribute(String attribute) {
        return new ActorMissingException(
                attribute,
                "Cannot write %s: the current context has no actor, and %s is 'fail'. Open a context with Contexts.open(Context.ofActor(…)) around the work, or set %s to 'system' or 'leave_empty'."
                        .formatted(attribute, CoreSettings.STAMP_MISSING_ACTOR, CoreSettings.STAMP_MISSING_ACTOR));
    }

    /**
     * The stamp that found no actor.
     *
     * @return the entity name and the path of the attribute, joined by a dot
     */
    public String attribute() {
        return attribute;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("attribute", attribute);
    }
}
