/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.HibernateExtException;

/** History is asked for that nobody records. Nothing was read from the database. */
public final class NotRecordedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private NotRecordedException(String message) {
        super("history.not-recorded", message, null);
    }

    /**
     * Nothing keeps a history in the factory.
     *
     * @return the error to throw
     */
    public static NotRecordedException anywhere() {
        return new NotRecordedException(
                "Cannot read a history: the session factory keeps none. Annotate entities with the @Audited of Envers, whose hibernate-envers is on the class path and enabled, or with that of Hibernate itself.");
    }

    /**
     * An entity has no history.
     *
     * @param entity its name
     * @return the error to throw
     */
    public static NotRecordedException entity(String entity) {
        return new NotRecordedException(
                "Cannot read the history of %s: it is not recorded. Annotate the entity with @Audited."
                        .formatted(entity));
    }

    /**
     * The history of an entity is not one that can be pruned.
     *
     * @param entity its name
     * @return the error to throw
     */
    public static NotRecordedException inTables(String entity) {
        return new NotRecordedException(
                "Cannot keep the history of %s for a time: retention knows the tables of Envers, and Envers does not record the entity. Leave it out, or annotate it with the @Audited of Envers."
                        .formatted(entity));
    }

    /**
     * An attribute has no history.
     *
     * @param entity the name of the entity
     * @param path the attribute
     * @return the error to throw
     */
    public static NotRecordedException attribute(String entity, String path) {
        return new NotRecordedException(
                "Cannot read the history of %s.%s: there is no such attribute among those recorded. Name a recorded attribute by its path, such as address.street."
                        .formatted(entity, path));
    }

    /**
     * Changesets of Hibernate's own {@code @Audited} are instants, or made by a supplier of the application.
     *
     * @return the error to throw
     */
    public static NotRecordedException changesets() {
        return new NotRecordedException(
                "Cannot read a history: its changesets have no entity with a number and a time. Leave %s on, or map an entity with @Changelog, such as a subclass of RecordedRevision."
                        .formatted(HistorySettings.RECORD_CONTEXT));
    }

    /**
     * Revisions say nothing of what is asked for.
     *
     * @param what such as the actor
     * @param entity the entity of revisions
     * @return the error to throw
     */
    public static NotRecordedException inRevision(String what, String entity) {
        return new NotRecordedException(
                "Cannot look for revisions by their %s: %s does not keep it. Let the entity with @RevisionEntity extend RecordedRevision."
                        .formatted(what, entity));
    }
}
