/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.core.transaction.Trial;
import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.core.validation.ViolatedConstraint;
import dev.hibernateext.repository.attribute.PlannedQuery;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TransactionRequiredException;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;

/**
 * Finds a row or inserts it, whoever else does the same.
 *
 * <p>The unique key decides, not a look before: the insert runs behind a savepoint, in a child session of its own, so that a
 * failure costs neither the transaction nor what the session manages. Who lost reads the winner's row with a lock, which sees
 * rows committed after the transaction's snapshot was taken (MariaDB's default isolation hides them from other reads).
 */
final class Creation<E> {

    private final RepositorySession session;
    private final Class<E> type;

    Creation(RepositorySession session, Class<E> type) {
        this.session = session;
        this.type = type;
    }

    FoundOrCreated<E> getOrCreate(Restriction<? super E> key, Supplier<? extends E> factory) {
        var known = only(query(key).getResultList());
        if (known != null) {
            return new FoundOrCreated.Found<>(known);
        }
        requireTransaction();
        var candidate = factory.get();
        var failure = insert(candidate);
        if (failure == null) {
            return new FoundOrCreated.Created<>(session.managed(type, candidate, idOf(candidate)));
        }
        var winner =
                only(query(key).setHibernateLockMode(LockMode.PESSIMISTIC_READ).getResultList());
        if (winner == null) {
            throw failure;
        }
        return new FoundOrCreated.Found<>(winner);
    }

    private SelectionQuery<E> query(Restriction<? super E> key) {
        var shared = session.shared();
        var rows = PlannedQuery.all(type).restrict(key);
        return PlannedQuery.of(shared, rows);
    }

    private @Nullable E only(List<E> rows) {
        if (rows.size() > 1) {
            throw RowCountException.several(type);
        }
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Gives the violation of a unique key, after which the database is as it was before. */
    private @Nullable PersistenceException insert(E candidate) {
        try (var trial = Trial.open(session.shared())) {
            trial.call(child -> child.insert(candidate));
            return null;
        } catch (PersistenceException e) {
            if (!isTaken(e)) {
                throw e;
            }
            return e;
        }
    }

    private boolean isTaken(PersistenceException error) {
        return ConstraintViolations.translate(error, factory())
                .filter(violation -> violation.kind() == ViolatedConstraint.Kind.UNIQUE)
                .isPresent();
    }

    private Object idOf(E candidate) {
        return factory().getPersistenceUnitUtil().getIdentifier(candidate);
    }

    private SessionFactory factory() {
        return session.shared().getFactory();
    }

    private void requireTransaction() {
        if (!session.shared().isJoinedToTransaction()) {
            throw new TransactionRequiredException(
                    "Cannot get or create a row outside of a transaction: the insert needs a savepoint. Begin one first.");
        }
    }
}
