/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A hook asks for an attribute that does not exist, or sets one that the write cannot take. */
public final class HookAttributeException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;
    private final String attribute;

    private HookAttributeException(String message, String entityName, String attribute) {
        super("hook.attribute", message, null);
        this.entityName = entityName;
        this.attribute = attribute;
    }

    /**
     * For an attribute that does not exist.
     *
     * @param entityName the entity
     * @param attribute what the hook asked for
     * @return the error to throw
     */
    public static HookAttributeException unknown(String entityName, String attribute) {
        return new HookAttributeException(
                "%s has no attribute '%s' that a hook can see. Use the name of a mapped attribute of the entity itself, not its id and not a path."
                        .formatted(entityName, attribute),
                entityName,
                attribute);
    }

    /**
     * For an attribute the write does not include.
     *
     * @param entityName the entity
     * @param attribute what the hook set
     * @param reason why not, as the end of the sentence "A hook cannot set x: …"
     * @return the error to throw
     */
    public static HookAttributeException notSettable(String entityName, String attribute, String reason) {
        return new HookAttributeException(
                "A hook cannot set %s.%s: %s.".formatted(entityName, attribute, reason), entityName, attribute);
    }

    /**
     * The entity.
     *
     * @return its name in the mappings
     */
    public String entityName() {
        return entityName;
    }

    /**
     * What the hook asked for.
     *
     * @return the name as the hook gave it
     */
    public String attribute() {
        return attribute;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName, "attribute", attribute);
    }
}
