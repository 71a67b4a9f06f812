/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.lock.VersionConflictException;
import jakarta.persistence.PersistenceException;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Names the row and the versions behind a failed version check, as long as its session is open. */
final class Conflicts {

    private Conflicts() {}

    /** What the caller gets in place of a failure of Hibernate, or null where it gets the failure itself. */
    static @Nullable VersionConflictException behind(Throwable failure, SessionImplementor session) {
        return failure instanceof PersistenceException error
                        && !(failure instanceof HibernateExtException)
                        && Failures.isStaleWrite(failure)
                ? read(error, session)
                : null;
    }

    private static @Nullable VersionConflictException read(PersistenceException error, SessionImplementor session) {
        try {
            return VersionConflictException.from(error, session);
        } catch (RuntimeException e) {
            error.addSuppressed(e);
            return null;
        }
    }
}
