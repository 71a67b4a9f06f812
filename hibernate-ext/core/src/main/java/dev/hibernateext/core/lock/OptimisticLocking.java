/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.ForeignSessionException;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Reads and writes with the version a client has seen, in either kind of session.
 *
 * <pre>{@code
 * OptimisticLocking.of(session).update(Product.class, id, ExpectedVersion.of(3), product -> product.setPrice(price));
 * }</pre>
 *
 * <p>The expected version is compared with the row that was read, and Hibernate's own check guards the time until the row
 * is written; both end in the same {@link VersionConflictException}. Everything happens in the session's transaction and on
 * its thread. The row that is reported with a conflict is read on the session's own connection.
 */
public final class OptimisticLocking {

    private final GuardedWrites writes;
    private final RowMerge merges;

    private OptimisticLocking(LockSession session) {
        this.writes = new GuardedWrites(session);
        this.merges = new RowMerge(session);
    }

    /**
     * Optimistic locking in a session.
     *
     * @param session an open session; a proxy of a container is unwrapped
     * @return the entry, good for as long as the session
     */
    public static OptimisticLocking of(Session session) {
        return of((EntityManager) session);
    }

    /**
     * Optimistic locking in the session behind an entity manager.
     *
     * @param entityManager an open entity manager of Hibernate; a proxy of a container is unwrapped
     * @return the entry, good for as long as the session
     */
    public static OptimisticLocking of(EntityManager entityManager) {
        return new OptimisticLocking(new LockSession.Stateful(entityManager.unwrap(SessionImplementor.class)));
    }

    /**
     * Optimistic locking in a stateless session.
     *
     * @param session an open stateless session
     * @return the entry, good for as long as the session
     * @throws ForeignSessionException if the session is none of Hibernate's
     */
    public static OptimisticLocking of(StatelessSession session) {
        return new OptimisticLocking(new LockSession.Stateless(session, LockSession.implementor(session)));
    }

    /**
     * Reads an entity that has the expected version.
     *
     * <p>A cached state older than the row is replaced by the row. An instance the session already manages is not: it is in
     * conflict if it does not have the expected version.
     *
     * @param type the entity
     * @param id the row
     * @param expected the version it must have
     * @param <E> the entity
     * @return the entity, managed in a stateful session
     * @throws EntityMissingException if there is no such row
     * @throws VersionConflictException if it has another version
     * @throws NotVersionedException if a version is expected and the entity has none
     */
    public <E> E get(Class<E> type, Object id, ExpectedVersion expected) {
        return writes.get(type, id, expected, null);
    }

    /**
     * Changes a row that has the expected version: one select, one update.
     *
     * <p>In a stateful session everything pending is flushed with it, so that a conflict surfaces here and the returned
     * entity has its new version.
     *
     * @param type the entity
     * @param id the row
     * @param expected the version it must have
     * @param change sets attributes, the version excepted; in a conflict it is called once with a copy that is thrown away,
     *     to tell in {@link VersionConflictException#diff()} what was refused
     * @param <E> the entity
     * @return the changed entity, with its new version
     * @throws EntityMissingException if there is no such row
     * @throws VersionConflictException if it has another version, or is changed by somebody else before it is written
     * @throws NotVersionedException if a version is expected and the entity has none
     */
    public <E> E update(Class<E> type, Object id, ExpectedVersion expected, Consumer<? super E> change) {
        return writes.update(type, id, expected, change);
    }

    /**
     * Deletes a row that has the expected version.
     *
     * @param type the entity
     * @param id the row
     * @param expected the version it must have
     * @param <E> the entity
     * @throws EntityMissingException if there is no such row
     * @throws VersionConflictException if it has another version, or is changed by somebody else before it is deleted
     * @throws NotVersionedException if a version is expected and the entity has none
     */
    public <E> void remove(Class<E> type, Object id, ExpectedVersion expected) {
        writes.remove(type, id, expected);
    }

    /**
     * Compares an entity that is read already. The row is read only if the versions differ, to report it.
     *
     * @param entity an entity with an id; of a managed one the version it was read with counts, whatever the attribute holds
     * @param expected the version it must have
     * @throws VersionConflictException if it has another version
     * @throws NotVersionedException if a version is expected and the entity has none
     */
    public void check(Object entity, ExpectedVersion expected) {
        writes.check(entity, expected);
    }

    /**
     * How an entity and its row differ now. Nothing is flushed.
     *
     * @param mine the entity; if the session manages it, the base is the state it was read with, else it is unknown
     * @param <E> the entity
     * @return the difference
     * @throws EntityMissingException if the row is gone
     */
    public <E> ThreeWayDiff<E> diff(E mine) {
        return merges.diff(null, mine);
    }

    /**
     * How two states of an entity and its row differ now. Nothing is flushed.
     *
     * @param base the state that was read first, such as an entity kept in a conversation
     * @param mine the state wanted
     * @param <E> the entity
     * @return the difference
     * @throws EntityMissingException if the row is gone
     */
    public <E> ThreeWayDiff<E> diff(E base, E mine) {
        return merges.diff(base, mine);
    }

    /**
     * Brings the changes of a managed entity onto the row as it is now, if nobody else changed the same attributes.
     *
     * <p>A merge that succeeds refreshes the entity, repeats its changes and flushes. One that does not leaves the entity as
     * it is. An entity that is not managed has no known base: every difference is a conflict.
     *
     * @param mine the entity
     * @param <E> the entity
     * @return whether it was merged, with the difference
     * @throws EntityMissingException if the row is gone
     * @throws VersionConflictException if the row is changed while it is being merged
     */
    public <E> MergeResult<E> merge(E mine) {
        return merges.merge(null, mine);
    }

    /**
     * Brings what changed between two states of an entity onto the row as it is now, if nobody else changed the same
     * attributes, and flushes.
     *
     * @param base the state that was read first
     * @param mine the state wanted
     * @param <E> the entity
     * @return whether it was merged, with the difference
     * @throws EntityMissingException if the row is gone
     * @throws VersionConflictException if the row is changed while it is being merged
     */
    public <E> MergeResult<E> merge(E base, E mine) {
        return merges.merge(base, mine);
    }
}
