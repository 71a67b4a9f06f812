/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A stamp was assigned by hand where only the library may set it. Nothing is written. */
public final class StampAssignedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private static final String REMEDY =
            " To write stamps yourself, suspend them: try (var s = HibernateExt.of(session).without(Feature.STAMP)) {…}.";

    private final String attribute;

    private StampAssignedException(String attribute, String message) {
        super("stamp.assigned", message, null);
        this.attribute = attribute;
    }

    /**
     * A creation stamp of a managed entity was changed.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static StampAssignedException onManagedEntity(String attribute) {
        return new StampAssignedException(
                attribute,
                "Cannot flush %s: the creation stamp of a managed entity was changed by hand. Leave it alone, or set %s to 'restore' to have it put back.%s"
                        .formatted(attribute, CoreSettings.STAMP_CHANGED, REMEDY));
    }

    /**
     * A stamp of an entity to insert was set.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static StampAssignedException onInsert(String attribute) {
        return new StampAssignedException(
                attribute,
                "Cannot insert %s: the stamp was set by hand, and %s is 'reject'. Leave it null, or set the setting to 'replace' or 'keep'.%s"
                        .formatted(attribute, CoreSettings.STAMP_PRESET, REMEDY));
    }

    /**
     * An HQL or criteria statement assigns a stamp, or an embeddable that holds one.
     *
     * @param attribute the entity name and the path of the assigned attribute, joined by a dot
     * @return the error to throw
     */
    public static StampAssignedException inStatement(String attribute) {
        return new StampAssignedException(
                attribute,
                "Cannot execute a statement that assigns %s: the attribute is a stamp or an embeddable that holds stamps. Remove the assignment, or assign the other attributes of the embeddable one by one.%s"
                        .formatted(attribute, REMEDY));
    }

    /**
     * The stamp that was assigned.
     *
     * @return the entity name and the path of the attribute, joined by a dot
     */
    public String attribute() {
        return attribute;
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("attribute", attribute);
    }
}
