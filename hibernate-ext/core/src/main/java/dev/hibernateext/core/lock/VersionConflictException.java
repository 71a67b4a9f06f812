/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.ForeignSessionException;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.lock.internal.CurrentRow;
import dev.hibernateext.core.lock.internal.PrintableId;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A row does not have the version that was expected, or was changed or deleted between being read and being written.
 *
 * <p>Status 409; 412 if the expectation was a precondition of HTTP ({@link ExpectedVersion#isPrecondition()}). The row is
 * read once more to say what it holds now. In a transaction the database has aborted that is not possible: then {@link
 * #isCurrentKnown()} is false. The transaction must be rolled back if the conflict came from a flush.
 */
public final class VersionConflictException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;
    private final transient @Nullable Object id;
    private final transient @Nullable ExpectedVersion expected;
    private final transient CurrentRow row;
    private final transient @Nullable ThreeWayDiff<?> diff;

    VersionConflictException(Conflict conflict, @Nullable Throwable cause) {
        super("lock.version-conflict", conflict.message(), cause);
        this.entityName = conflict.entityName();
        this.id = conflict.id();
        this.expected = conflict.expected();
        this.row = conflict.row();
        this.diff = conflict.diff();
    }

    /**
     * Translates an error of a flush, a commit or a stateless write.
     *
     * <p>The expected version is the one the session has read, as long as it still knows it: {@link
     * #expected()} is null after a merge of a detached entity, and after a flush with a JDBC batch size above 1, which most
     * dialects have by default.
     *
     * @param error what Hibernate threw
     * @param session the session that threw it
     * @return the conflict, or null if the error has another cause
     */
    public static @Nullable VersionConflictException from(RuntimeException error, EntityManager session) {
        return StaleWrite.translate(error, session.unwrap(SharedSessionContractImplementor.class));
    }

    /**
     * Translates an error of a stateless session.
     *
     * @param error what Hibernate threw
     * @param session the session that threw it
     * @return the conflict, or null if the error has another cause
     * @throws ForeignSessionException if the session is none of Hibernate's
     */
    public static @Nullable VersionConflictException from(RuntimeException error, StatelessSession session) {
        return StaleWrite.translate(error, LockSession.implementor(session));
    }

    /**
     * The entity in conflict.
     *
     * @return the name Hibernate knows it by
     */
    public String entityName() {
        return entityName;
    }

    /**
     * The id of the row; it may be personal, so the message shows only numbers and UUIDs.
     *
     * @return the id, or null if Hibernate does not tell which row it was
     */
    public @Nullable Object id() {
        return id;
    }

    /**
     * What was expected.
     *
     * @return the expectation, or null if the writer did not state one and no session holds the entity
     */
    public @Nullable ExpectedVersion expected() {
        return expected;
    }

    /**
     * The version the row has now.
     *
     * @return the version as the attribute's type, or null if the row is gone or could not be read
     */
    public @Nullable Object current() {
        return row instanceof CurrentRow.Present present ? present.version() : null;
    }

    /**
     * Whether the row was deleted meanwhile.
     *
     * @return true if it was read again and is not there
     */
    public boolean isGone() {
        return row instanceof CurrentRow.Gone;
    }

    /**
     * Whether the row could be read again.
     *
     * @return false if neither its version nor its absence is known
     */
    public boolean isCurrentKnown() {
        return !(row instanceof CurrentRow.Unreadable);
    }

    /**
     * Who wrote the row last. Personal, so never part of the message.
     *
     * @return what the attribute with {@code @UpdatedBy} holds, or null if there is none
     */
    public @Nullable String changedBy() {
        return row instanceof CurrentRow.Present present ? present.changedBy() : null;
    }

    /**
     * When the row was last written.
     *
     * @return what the attribute with {@code @UpdatedAt} holds, or null if there is none
     */
    public @Nullable Instant changedAt() {
        return row instanceof CurrentRow.Present present ? present.changedAt() : null;
    }

    /**
     * How the refused change and the row differ.
     *
     * @return the difference, or null if the row is gone or could not be read, there was no change, or the change failed on a
     *     copy of the row (its error is then suppressed in this one)
     */
    public @Nullable ThreeWayDiff<?> diff() {
        return diff;
    }

    @Override
    public int status() {
        return expected != null && expected.isPrecondition() ? 412 : 409;
    }

    @Override
    protected Map<String, Object> details() {
        var details = new LinkedHashMap<String, Object>();
        details.put("entity", entityName);
        details.put("gone", isGone());
        if (id != null) {
            details.put("id", PrintableId.of(id));
        }
        if (expected instanceof ExpectedVersion.Exactly exactly) {
            details.put("expected", exactly.version().toString());
        }
        var current = current();
        if (current != null) {
            details.put("current", current.toString());
        }
        if (diff != null) {
            details.put(
                    "conflicts",
                    diff.conflicts().stream().map(AttributeDiff::path).toList());
        }
        return details;
    }
}
