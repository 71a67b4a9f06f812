/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import dev.hibernateext.core.internal.FactoryState;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Translates the errors of database constraints into those of this library.
 *
 * <pre>{@code
 * try {
 *     factory.inTransaction(session -> session.persist(customer));
 * } catch (PersistenceException e) {
 *     throw ConstraintViolations.translate(e, factory).<RuntimeException>map(error -> error).orElse(e);
 * }
 * }</pre>
 */
public final class ConstraintViolations {

    private ConstraintViolations() {}

    /**
     * Translates an error, if it comes from a constraint of the database.
     *
     * @param error what a session or transaction threw; looked through to its causes
     * @param factory the factory the session belongs to, for its mappings
     * @return the translation, or empty if no constraint was violated; it refers to nothing of the original error
     */
    public static Optional<DataConstraintException> translate(PersistenceException error, SessionFactory factory) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation) {
                return Optional.of(translate(violation, factory));
            }
        }
        return Optional.empty();
    }

    private static DataConstraintException translate(ConstraintViolationException violation, SessionFactory factory) {
        var violated = FactoryState.of(factory)
                .component(ConstraintLookup.class, () -> {
                    throw new IllegalStateException("The session factory is still being built.");
                })
                .find(violation);
        return DataConstraintException.of(violated, RedactedSqlException.of(violation.getSQLException()));
    }
}
