/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** The deletion mark of a row was set by hand where only the library may write it. Nothing is written. */
public final class DeletionAssignedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private static final String REMEDY = " Delete the entity to set its mark, and restore it to take the mark away.";

    private final String attribute;

    private DeletionAssignedException(String attribute, String message) {
        super("softdelete.assigned", message + REMEDY, null);
        this.attribute = attribute;
    }

    /**
     * A row was to be inserted that is deleted already.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static DeletionAssignedException onInsert(String attribute) {
        return new DeletionAssignedException(
                attribute,
                "Cannot insert %s: the instance is marked as deleted, by hand or because it was deleted before."
                        .formatted(attribute));
    }

    /**
     * The mark of a managed entity was changed.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static DeletionAssignedException onManagedEntity(String attribute) {
        return new DeletionAssignedException(
                attribute,
                "Cannot flush %s: the deletion mark of a managed entity was changed by hand.".formatted(attribute));
    }

    /**
     * A detached instance with a mark was to be written by a session that does not see deleted rows.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static DeletionAssignedException onDetachedEntity(String attribute) {
        return new DeletionAssignedException(
                attribute,
                "Cannot write %s: the instance is marked as deleted, by hand or because it was deleted before."
                        .formatted(attribute));
    }

    /**
     * An HQL or criteria statement assigns the mark, or an embeddable that holds it.
     *
     * @param attribute the entity name and the path of the assigned attribute, joined by a dot
     * @return the error to throw
     */
    public static DeletionAssignedException inStatement(String attribute) {
        return new DeletionAssignedException(
                attribute,
                "Cannot execute a statement that assigns %s: the attribute is the deletion mark or holds it."
                        .formatted(attribute));
    }

    /**
     * The attribute that was assigned.
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
