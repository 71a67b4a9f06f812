/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;

/**
 * The deleted rows of one soft-deletable entity: looks at them, brings them back, removes them for good.
 *
 * <pre>{@code
 * var trash = Trash.of(session, Artist.class);
 * trash.list(Page.first(20));                          // who was deleted
 * trash.restore(id);                                   // the artist, and the albums and tracks deleted with it
 * trash.purgeOlderThan(Duration.ofDays(90), PurgeOptions.defaults());
 * }</pre>
 *
 * <p><b>Which rows.</b> What is <em>below</em> a row is what its delete cascades to. A restore brings back rows together with
 * those below them that the same operation deleted: what was deleted earlier or later stays deleted. That needs an attribute
 * with {@code @DeletionId} at both ends; without it, only the row itself comes back. A purge removes rows together with all
 * deleted rows below them. The rows of collection and link tables, which a soft delete keeps, are there again after a restore
 * and go with a purge; rows of entities that a collection holds by a {@code @JoinColumn} lose that reference. Subclasses are part of their entity.
 *
 * <p><b>How it writes.</b> All in the transaction of the session, which must be in progress, in statements for many rows at
 * once: all or nothing. A refusal is thrown before anything is written. Versions go up, stamps of updates are set. Bulk hooks
 * and change listeners see the statements. Where somebody sees single entities as they are deleted or restored &ndash; hooks of
 * soft deletes and restores, callbacks of the entity, listeners such as those of Hibernate Envers &ndash; the rows are loaded
 * and written one by one, in JDBC batches. A purge loads nothing and is seen as statements only. Rows that are worked on are
 * locked until the transaction ends, except in hierarchies of {@code TABLE_PER_CLASS}, where a row that another transaction
 * changes meanwhile is noticed after the statement: the error then asks to roll back.
 *
 * <p><b>The session.</b> It is flushed before (unless its flush mode is {@code MANUAL}). What it manages follows: instances
 * that {@link #delete} takes are removed, instances of restored rows that references had led to are refreshed, those of purged
 * rows are detached. Collections that were loaded before keep what they hold until they are refreshed. The second-level
 * cache and cached queries follow. Instances handed out by this class are read-only, belong to a session of their own and
 * load lazily until the session the trash works for is closed or something is restored or purged through it.
 *
 * <p>Good for as long as the session, and for its thread.
 *
 * @param <E> the entity
 */
public final class Trash<E> {

    private final TrashSession session;
    private final TrashEntity entity;
    private final Class<E> type;

    private Trash(SharedSessionContractImplementor session, Class<E> type) {
        this.session = TrashSession.of(session);
        this.entity = TrashEntity.of(type, session.getFactory());
        this.type = type;
    }

    /**
     * The trash of an entity in a session.
     *
     * @param session an open session; a proxy of a container is unwrapped
     * @param type the entity, the root of a hierarchy or a subclass
     * @param <E> the entity
     * @return the trash
     * @throws NotSoftDeletableException if the type is no soft-deletable entity
     */
    public static <E> Trash<E> of(Session session, Class<E> type) {
        return of((EntityManager) session, type);
    }

    /**
     * The trash of an entity in the session behind an entity manager.
     *
     * @param entityManager an open entity manager of Hibernate; a proxy of a container is unwrapped
     * @param type the entity, the root of a hierarchy or a subclass
     * @param <E> the entity
     * @return the trash
     * @throws NotSoftDeletableException if the type is no soft-deletable entity
     */
    public static <E> Trash<E> of(EntityManager entityManager, Class<E> type) {
        return new Trash<>(entityManager.unwrap(SessionImplementor.class), type);
    }

    /**
     * The trash of an entity in a stateless session.
     *
     * @param session an open stateless session
     * @param type the entity, the root of a hierarchy or a subclass
     * @param <E> the entity
     * @return the trash
     * @throws NotSoftDeletableException if the type is no soft-deletable entity
     * @throws dev.hibernateext.core.ForeignSessionException if the session is none of Hibernate's
     */
    public static <E> Trash<E> of(StatelessSession session, Class<E> type) {
        return new Trash<>(((SessionState) HibernateExt.of(session)).session(), type);
    }

    /**
     * The deleted rows, those deleted last first.
     *
     * @param page which of them
     * @return read-only instances
     */
    public List<E> list(Page page) {
        return list(Restriction.unrestricted(), List.of(), page);
    }

    /**
     * The deleted rows that fulfil a condition.
     *
     * @param restriction which rows
     * @param order in which order; those deleted last first if empty
     * @param page which of them
     * @return read-only instances
     */
    public List<E> list(Restriction<? super E> restriction, List<? extends Order<? super E>> order, Page page) {
        return new TrashListing<>(session, entity, type).list(restriction, order, page);
    }

    /**
     * The deleted rows a query of one's own selects.
     *
     * @param query adds restrictions, orders and fetches to a query for all deleted rows
     * @return read-only instances
     */
    public List<E> list(UnaryOperator<SelectionSpecification<E>> query) {
        return query.apply(SelectionSpecification.create(type))
                .createQuery(session.view())
                .getResultList();
    }

    /**
     * A deleted row.
     *
     * @param id its identifier
     * @return a read-only instance, or null if there is no such row in the trash
     */
    public @Nullable E find(Object id) {
        return session.view().find(type, id);
    }

    /**
     * How many rows are in the trash.
     *
     * @return the number, subclasses included
     */
    public long count() {
        return count(Restriction.unrestricted());
    }

    /**
     * How many rows in the trash fulfil a condition.
     *
     * @param restriction which rows
     * @return the number, subclasses included
     */
    public long count(Restriction<? super E> restriction) {
        return new TrashListing<>(session, entity, type).count(restriction);
    }

    /**
     * The operations that deleted rows of the entity which are still in the trash, the last one first.
     *
     * @param page which of them
     * @return the operations, with the rows they took of all entities a delete of this one may reach
     * @throws NotSoftDeletableException if the entity has no deletion id
     */
    public List<DeletedSet> operations(Page page) {
        return new TrashListing<>(session, entity, type).operations(page);
    }

    /**
     * Deletes rows and what their cascades take, as one operation: what the session manages through {@code remove}, the rest in
     * one statement for each entity. Cascades to entities that are not soft-deletable delete for good, as ever.
     *
     * @param ids identifiers, of which each must be that of a row that is there
     * @return what was deleted
     * @throws EntityMissingException if there is no such row
     */
    public DeleteResult delete(Collection<?> ids) {
        session.flush();
        return new Delete(session.parent()).delete(entity, ids);
    }

    /**
     * Brings back a row and what was deleted with it below it.
     *
     * @param id its identifier
     * @return what came back
     * @throws NotInTrashException if there is no such row in the trash
     * @throws ParentDeletedException if it is below a row that stays deleted
     * @throws KeyTakenException if another row has one of its unique keys
     */
    public RestoreResult restore(Object id) {
        return restoreAll(List.of(id));
    }

    /**
     * Brings back a row that has the expected version, and what was deleted with it below it.
     *
     * @param id its identifier
     * @param expected the version the row must have in the trash, where a delete has raised it
     * @return what came back
     * @throws NotInTrashException if there is no such row in the trash
     * @throws VersionConflictException if it has another version
     * @throws ParentDeletedException if it is below a row that stays deleted
     * @throws KeyTakenException if another row has one of its unique keys
     * @throws dev.hibernateext.core.lock.NotVersionedException if a version is expected and the entity has none
     */
    public RestoreResult restore(Object id, ExpectedVersion expected) {
        return restoring(restore -> {
            var set = restore.rowsOf(entity, List.of(id));
            restore.check(type, id, expected);
            return set;
        });
    }

    /**
     * Brings back rows and what was deleted with each of them below it.
     *
     * @param ids their identifiers
     * @return what came back
     * @throws NotInTrashException if one of them is not in the trash
     * @throws ParentDeletedException if one of them is below a row that stays deleted
     * @throws KeyTakenException if another row has one of their unique keys
     */
    public RestoreResult restoreAll(Collection<?> ids) {
        return restoring(restore -> restore.rowsOf(entity, ids));
    }

    /**
     * Brings back the rows in the trash that fulfil a condition, and what was deleted with each of them below it.
     *
     * @param restriction which rows; none is no error
     * @return what came back
     * @throws ParentDeletedException if one of them is below a row that stays deleted
     * @throws KeyTakenException if another row has one of their unique keys
     */
    public RestoreResult restore(Restriction<? super E> restriction) {
        return restoreAll(new TrashListing<>(session, entity, type).ids(restriction));
    }

    /**
     * Brings back all rows one operation deleted, of this entity and those a delete of it may reach.
     *
     * @param deletionId the operation
     * @return what came back
     * @throws UnknownDeletionException if none of these entities has such rows in the trash
     * @throws ParentDeletedException if one of them is below a row that stays deleted
     * @throws KeyTakenException if another row has one of their unique keys
     */
    public RestoreResult restoreOperation(UUID deletionId) {
        return restoring(restore -> restore.rowsOf(entity, deletionId));
    }

    private RestoreResult restoring(Function<Restore, RowSet> choice) {
        return session.in(ScopeFlag.RESTORE, child -> {
            var restore = new Restore((SharedSessionContractImplementor) child);
            var set = choice.apply(restore);
            var result = restore.restore(set);
            new ManagedRows(session.parent()).refresh(set);
            return result;
        });
    }

    /**
     * Removes a deleted row and all deleted rows below it for good.
     *
     * @param id its identifier
     * @return what was removed
     * @throws NotInTrashException if there is no such row in the trash
     * @throws StillReferencedException if another row refers to one of them
     */
    public PurgeResult purge(Object id) {
        return purgeAll(List.of(id));
    }

    /**
     * Removes deleted rows and all deleted rows below them for good.
     *
     * @param ids their identifiers
     * @return what was removed
     * @throws NotInTrashException if one of them is not in the trash
     * @throws StillReferencedException if another row refers to one of them
     */
    public PurgeResult purgeAll(Collection<?> ids) {
        return purging(purge -> purge.rowsOf(entity, ids));
    }

    /**
     * Removes the rows one operation deleted for good, of this entity and those a delete of it may reach, with all deleted rows
     * below them.
     *
     * @param deletionId the operation
     * @return what was removed
     * @throws UnknownDeletionException if none of these entities has such rows in the trash
     * @throws StillReferencedException if another row refers to one of them
     */
    public PurgeResult purgeOperation(UUID deletionId) {
        return purging(purge -> purge.rowsOf(entity, deletionId));
    }

    private PurgeResult purging(Function<Purge, RowSet> choice) {
        return session.in(ScopeFlag.PURGE, child -> {
            var purge = new Purge(child);
            var set = choice.apply(purge);
            var counts = purge.purge(set);
            new ManagedRows(session.parent()).evict(set);
            return new PurgeResult(counts, 0, false, false);
        });
    }

    /**
     * Removes what was deleted long ago for good, the oldest first, in batches. Rows that others refer to are kept and counted.
     *
     * <p>In a transaction, all batches belong to it. Outside of one, each batch is a transaction of its own; a failure then leaves
     * what was purged before.
     *
     * @param age how long ago, by the clock of the session factory; not negative
     * @param options batch size, dry run, progress, cancelling
     * @return what was removed, or would be
     */
    public PurgeResult purgeOlderThan(Duration age, PurgeOptions options) {
        return new OldRows(session, entity, options, Purge::new).purge(age);
    }
}
