/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A mapping soft delete cannot work with. It fails the start of the session factory. */
public final class SoftDeleteMappingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String element;

    private SoftDeleteMappingException(String element, String message) {
        super("softdelete.mapping", message, null);
        this.element = element;
    }

    /**
     * An entity with {@code @SoftDeletable} that has no mark.
     *
     * @param entity the name of the entity
     * @return the error to throw
     */
    public static SoftDeleteMappingException withoutMark(String entity) {
        return refused(
                entity,
                "it is @SoftDeletable and has no attribute with @DeletedAt",
                "Extend SoftDeletableEntity, embed Deletion or annotate an attribute");
    }

    /**
     * A part of the mapping that cannot be combined with soft delete.
     *
     * @param element the entity, attribute or collection role
     * @param state what it is, as the end of the sentence "Cannot soft-delete X: …"
     * @param remedy what to do, without a full stop
     * @return the error to throw
     */
    public static SoftDeleteMappingException refused(String element, String state, String remedy) {
        return new SoftDeleteMappingException(
                element, "Cannot soft-delete %s: %s. %s.".formatted(element, state, remedy));
    }

    /**
     * An association with a soft-deletable entity that would lose data.
     *
     * @param role the entity name and the path of the association, joined by a dot
     * @param reason what would be lost, as the end of the sentence "Cannot map X to a soft-deletable entity: …"
     * @param remedy what to do, without a full stop
     * @return the error to throw
     */
    public static SoftDeleteMappingException association(String role, String reason, String remedy) {
        return new SoftDeleteMappingException(
                role, "Cannot map %s to a soft-deletable entity: %s. %s.".formatted(role, reason, remedy));
    }

    /**
     * A unique key among the rows that are not deleted that the database cannot keep.
     *
     * @param element the entity or attribute that declares it
     * @param reason why, as the end of the sentence "Cannot keep X unique among active rows: …"
     * @param remedy what to do, without a full stop
     * @return the error to throw
     */
    public static SoftDeleteMappingException uniqueKey(String element, String reason, String remedy) {
        return new SoftDeleteMappingException(
                element, "Cannot keep %s unique among active rows: %s. %s.".formatted(element, reason, remedy));
    }

    /**
     * A setting that takes the place soft delete needs.
     *
     * @param setting the key
     * @return the error to throw
     */
    public static SoftDeleteMappingException setting(String setting) {
        return new SoftDeleteMappingException(
                setting,
                "Cannot soft-delete while %s is set: queries would see deleted rows where only the library's own translator hides them. Remove the setting, or switch soft delete off."
                        .formatted(setting));
    }

    /**
     * What was refused.
     *
     * @return an entity, an attribute, a collection role or a setting
     */
    public String element() {
        return element;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("element", element);
    }
}
