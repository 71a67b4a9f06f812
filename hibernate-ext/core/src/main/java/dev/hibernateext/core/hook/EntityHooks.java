/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.ChangeSet;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.SharedSessionContract;

/**
 * Registers hooks for one type of entity. Immutable.
 *
 * <p>Of several hooks of one phase, the one with the lower order runs first; with the same order, the one registered first.
 * Jakarta Persistence callbacks of the entity run before the before hooks of an update and before the after hooks;
 * {@code @PrePersist} and {@code @PreRemove} run when the entity is persisted or removed, long before the flush.
 *
 * @param <E> the type of the entities
 */
public interface EntityHooks<E> {

    /**
     * These hooks with another place among others.
     *
     * @param order lower runs first; 0 unless set
     * @return where to register hooks of this order
     */
    EntityHooks<E> order(int order);

    /**
     * Before a row is inserted, except by an upsert.
     *
     * <p>Hibernate checks when an entity is persisted that its attributes that are not optional have values; for this hook to
     * supply one, set {@code hibernate.check_nullability} to {@code false} (as it is when a Jakarta Validation provider is
     * present).
     *
     * @param hook may change attributes, or throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeCreate(Consumer<? super PendingWrite<E>> hook);

    /**
     * After a row was inserted, except by an upsert.
     *
     * @param hook sees what was written
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterCreate(Consumer<? super EntityWrite<E>> hook);

    /**
     * Before a row is updated because attributes or collections of a managed entity changed, or by a stateless session.
     *
     * <p>An automatic flush may find that its query needs nothing of what it prepared. The hook is not called again for it in
     * the next flush, unless the entity was changed once more.
     *
     * @param hook may change attributes, or throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeUpdate(Consumer<? super PendingWrite<E>> hook);

    /**
     * After a row was updated.
     *
     * @param hook sees what was written
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterUpdate(Consumer<? super EntityWrite<E>> hook);

    /**
     * Before a stateless session inserts or updates a row with {@code upsert}. Which of the two it does, the database decides.
     *
     * @param hook may change attributes, or throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeUpsert(Consumer<? super PendingWrite<E>> hook);

    /**
     * After a stateless session inserted or updated a row with {@code upsert}.
     *
     * @param hook sees what was written
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterUpsert(Consumer<? super EntityWrite<E>> hook);

    /**
     * Before a row is inserted, updated or upserted: the three phases in one registration.
     *
     * @param hook may change attributes, or throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeSave(Consumer<? super PendingWrite<E>> hook);

    /**
     * After a row was inserted, updated or upserted: the three phases in one registration.
     *
     * @param hook sees what was written
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterSave(Consumer<? super EntityWrite<E>> hook);

    /**
     * Before a row is deleted, for good or by marking it, by cascade and orphan removal too. {@link EntityWrite#operation()}
     * tells which.
     *
     * <p>Where such a hook is registered, Hibernate loads an entity that is removed through a reference.
     *
     * @param hook may throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeDelete(Consumer<? super EntityWrite<E>> hook);

    /**
     * After a row was deleted, for good or by marking it.
     *
     * @param hook sees what was deleted
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterDelete(Consumer<? super EntityWrite<E>> hook);

    /**
     * Before a row is marked as deleted, by cascade and orphan removal too.
     *
     * <p>Where such a hook is registered, Hibernate loads an entity that is removed through a reference.
     *
     * @param hook may throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeSoftDelete(Consumer<? super EntityWrite<E>> hook);

    /**
     * After a row was marked as deleted.
     *
     * @param hook sees what was deleted
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterSoftDelete(Consumer<? super EntityWrite<E>> hook);

    /**
     * Before a row is restored. The hooks of updates are not called for it.
     *
     * <p>Where such a hook is registered, a restore loads the rows it brings back.
     *
     * @param hook may change attributes, or throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeRestore(Consumer<? super PendingWrite<E>> hook);

    /**
     * After a row was restored.
     *
     * @param hook sees what was written
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterRestore(Consumer<? super EntityWrite<E>> hook);

    /**
     * Before an HQL, criteria or native statement that may change such rows without loading them, in sessions of both kinds.
     *
     * <p>Called once for each execution, ahead of its first statement of JDBC that changes rows of an entity or collection.
     * Of a statement on one table it is not known which of the entities mapped to the table it names; of a native statement
     * without query spaces nothing is known, so every hook is called. What the hook throws reaches the caller and nothing of
     * the statement is executed; the transaction is not marked to roll back.
     *
     * @param hook sees the statement, and may throw
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeBulk(Consumer<? super PendingBulk> hook);

    /**
     * After an HQL, criteria or native statement that may have changed such rows without loading them, even if it affected
     * none. Called as {@link #beforeBulk} is; what the hook throws reaches the caller.
     *
     * @param hook sees the statement and how many rows it affected
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterBulk(Consumer<? super BulkChange> hook);

    /**
     * Before a transaction commits that wrote such entities, when everything is flushed.
     *
     * <p>The hook may write through the session; the session is flushed afterwards, and hooks are called again with just what
     * was written meanwhile, until nothing is. Throwing rolls the transaction back. Not called for writes outside a
     * transaction.
     *
     * @param hook gets the changes of such entities, of their collections, and bulk statements on their tables
     * @return the registration, to close when the hook has served
     */
    HookRegistration beforeCommit(BiConsumer<? super ChangeSet, ? super SharedSessionContract> hook);

    /**
     * After a transaction that wrote such entities was committed; never when it was rolled back.
     *
     * <p>The session must not be used any more. What the hook throws goes to the handler set with {@link
     * dev.hibernateext.core.change.Changes#onFailure}, which logs it by default, and never to the caller of the committed
     * transaction. These hooks follow {@code Feature.CHANGE}: a session that switched it off captures nothing for them.
     *
     * @param hook gets the changes of such entities, of their collections, and bulk statements on their tables
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterCommit(Consumer<? super ChangeSet> hook);

    /**
     * After a transaction that wrote such entities was committed, on another thread, in the context of the transaction.
     *
     * @param executor runs the hook; a task it rejects counts as a failure of the hook
     * @param hook as in {@link #afterCommit(Consumer)}
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterCommit(Executor executor, Consumer<? super ChangeSet> hook);

    /**
     * After a transaction was rolled back in which such entities were flushed. Failures are treated as in {@link
     * #afterCommit(Consumer)}. If the connection broke during the commit, so that its outcome is unknown, neither is called.
     *
     * @param hook gets what the transaction would have changed
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterRollback(Consumer<? super ChangeSet> hook);

    /**
     * After a transaction was rolled back in which such entities were flushed, on another thread, in the context of the
     * transaction.
     *
     * @param executor runs the hook; a task it rejects counts as a failure of the hook
     * @param hook gets what the transaction would have changed
     * @return the registration, to close when the hook has served
     */
    HookRegistration afterRollback(Executor executor, Consumer<? super ChangeSet> hook);
}
