/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.lock.internal.CurrentRow;
import dev.hibernateext.core.lock.internal.EntityImage;
import dev.hibernateext.core.lock.internal.VersionAttribute;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.LockMode;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.hibernate.dialect.lock.OptimisticEntityLockException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.SnapshotIsolationException;
import org.jspecify.annotations.Nullable;

/** What Hibernate throws when it finds a row stale, and the conflict made of it. */
final class StaleWrite {

    private StaleWrite() {}

    /** Whether an error says that a row was stale. */
    static boolean isCauseOf(Throwable error) {
        return find(error, StaleStateException.class) != null
                || find(error, OptimisticLockException.class) != null
                || find(error, OptimisticEntityLockException.class) != null
                || find(error, SnapshotIsolationException.class) != null;
    }

    static @Nullable VersionConflictException translate(
            RuntimeException error, SharedSessionContractImplementor session) {
        var known = find(error, VersionConflictException.class);
        if (known != null || !isCauseOf(error)) {
            return known;
        }
        var row = rowOf(error, session);
        return row == null ? unknownRow(error) : conflict(error, row);
    }

    /** The row an error is about, if it tells. */
    static @Nullable VersionedRow rowOf(RuntimeException error, SharedSessionContractImplementor session) {
        var stale = find(error, StaleObjectStateException.class);
        if (stale != null && stale.getIdentifier() != null) {
            return row(stale.getEntityName(), stale.getIdentifier(), session);
        }
        var entity = entityOf(error);
        if (entity == null || !session.isOpenOrWaitingForAutoClose()) {
            return null;
        }
        var persister = session.getEntityPersister(null, entity);
        var id = persister.getIdentifier(entity, session);
        return id == null ? null : row(persister.getEntityName(), id, session);
    }

    private static @Nullable Object entityOf(RuntimeException error) {
        var locking = find(error, OptimisticEntityLockException.class);
        var jpa = find(error, OptimisticLockException.class);
        return locking != null ? locking.getEntity() : jpa == null ? null : jpa.getEntity();
    }

    private static VersionedRow row(String entityName, Object id, SharedSessionContractImplementor session) {
        var persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        var entity = managed(entityName, id, session);
        var version = entity == null ? null : VersionAttribute.of(entity, persister, session);
        var expected = version == null ? null : ExpectedVersion.ofRaw(version);
        return new VersionedRow(persister, id, expected, session);
    }

    private static @Nullable Object managed(String entityName, Object id, SharedSessionContractImplementor session) {
        if (session.isStateless()) {
            return null;
        }
        var persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        return session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister));
    }

    private static VersionConflictException conflict(RuntimeException error, VersionedRow row) {
        var session = row.session();
        var entity = managed(row.entityName(), row.id(), session);
        var version = row.expected() instanceof ExpectedVersion.Exactly exactly ? exactly.version() : null;
        var current = row.read(
                isBatched(session) && session.isTransactionInProgress()
                        ? CurrentRow.Request.locking(LockMode.PESSIMISTIC_READ)
                        : CurrentRow.Request.unlike(version));
        if (entity == null) {
            return Conflict.of(row, current, null, null).toException(error);
        }
        var actual = session.getEntityPersister(null, entity);
        var mine = EntityImage.of(entity, actual, session);
        return holdsWhatWasRead(row, current)
                ? Conflict.of(row, current, EntityImage.ofLoadedState(entity, actual, session), mine)
                        .toException(error)
                : Conflict.of(row.withoutExpectation(), current, null, mine).toException(error);
    }

    /**
     * Whether the session still knows what it has read. A batched update counts as written before it is executed, and a
     * merge compares a detached version with the row the session has just read.
     */
    private static boolean holdsWhatWasRead(VersionedRow row, CurrentRow current) {
        return !isBatched(row.session())
                && !(current instanceof CurrentRow.Present present && row.isExpected(present.version()));
    }

    private static boolean isBatched(SharedSessionContractImplementor session) {
        return session.getConfiguredJdbcBatchSize() > 1;
    }

    private static VersionConflictException unknownRow(RuntimeException error) {
        return new Conflict("an entity", null, null, new CurrentRow.Unreadable(null), null).toException(error);
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable error, Class<T> type) {
        var depth = 0;
        for (var cause = error; cause != null && depth < 32; cause = cause.getCause(), depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
