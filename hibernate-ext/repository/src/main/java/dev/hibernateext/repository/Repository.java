/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.softdelete.DeleteResult;
import dev.hibernateext.core.softdelete.PurgeResult;
import dev.hibernateext.core.softdelete.RestoreResult;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.Upsert;
import dev.hibernateext.repository.patch.Patch;
import dev.hibernateext.repository.session.OpenSession;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one entity in a session. There is no class to extend and nothing to register.
 *
 * <pre>{@code
 * Repository<Track, Integer> tracks = Repository.of(session, Track.class);
 * var track = tracks.get(1);
 * tracks.update(1, ExpectedVersion.of(versionSeen), each -> each.setUnitPrice(price));
 * var cheap = tracks.where(filter).ascending("name").limit(20).all();
 * }</pre>
 *
 * <p>It begins and ends no transaction. What it does is the session's own work, with its cascades, hooks and filters: in a
 * {@code Session} inserts and deletes wait for the flush and instances are managed, in a {@code StatelessSession} statements
 * are executed at once and instances are detached.
 *
 * <p>Good for as long as the session, and for its thread.
 *
 * @param <E> the entity
 * @param <K> the type of its id
 */
public final class Repository<E, K> {

    private final RepositorySession session;
    private final Class<E> type;
    private final Fetches<E> fetches;

    private Repository(RepositorySession session, Fetches<E> fetches) {
        this.session = session;
        this.type = fetches.type();
        this.fetches = fetches;
    }

    /**
     * The rows of an entity in a session.
     *
     * @param session an open session
     * @param type the entity
     * @param <E> the entity
     * @param <K> the type of its id
     * @return the repository
     */
    public static <E, K> Repository<E, K> of(Session session, Class<E> type) {
        return of((EntityManager) session, type);
    }

    /**
     * The rows of an entity in the session behind an entity manager.
     *
     * @param entityManager an open entity manager of Hibernate. A shared one of a container, such as what Spring injects, has a
     *     session in a transaction only: make the repository there, and anew in each transaction
     * @param type the entity
     * @param <E> the entity
     * @param <K> the type of its id
     * @return the repository
     * @throws dev.hibernateext.repository.session.ClosedSessionException if it is a shared one outside of a transaction
     */
    public static <E, K> Repository<E, K> of(EntityManager entityManager, Class<E> type) {
        return new Repository<>(new RepositorySession.Stateful(OpenSession.behind(entityManager)), Fetches.none(type));
    }

    /**
     * The rows of an entity in a stateless session.
     *
     * @param session an open stateless session
     * @param type the entity
     * @param <E> the entity
     * @param <K> the type of its id
     * @return the repository
     */
    public static <E, K> Repository<E, K> of(StatelessSession session, Class<E> type) {
        return new Repository<>(new RepositorySession.Stateless(session), Fetches.none(type));
    }

    /**
     * The same rows, read together with associations and collections by all methods that read.
     *
     * <pre>{@code
     * var album = albums.fetching("artist", "tracks.genre").get(1);
     * }</pre>
     *
     * @param paths each with names of attributes, joined by dots; the last is an association or a collection
     * @return reads what this reads and those, with a query where this may look into the persistence context or the cache
     * @throws dev.hibernateext.repository.attribute.AttributePathException if an attribute is not mapped, or there is nothing to
     *     fetch at the end of a path
     */
    public Repository<E, K> fetching(String... paths) {
        return new Repository<>(session, fetches.and(session.shared(), paths));
    }

    /**
     * A row that may not be there.
     *
     * @param id its id
     * @return the row, or empty if this session may see no such row
     */
    public Optional<E> find(K id) {
        return Optional.ofNullable(read(id));
    }

    /**
     * A row that must be there.
     *
     * @param id its id
     * @return the row
     * @throws EntityMissingException if this session may see no such row
     */
    public E get(K id) {
        var entity = read(id);
        if (entity == null) {
            throw EntityMissingException.of(type.getName(), id);
        }
        return entity;
    }

    private @Nullable E read(K id) {
        return fetches.isEmpty()
                ? session.find(type, id)
                : fetches.read(session.shared(), List.of(id)).get(0);
    }

    /**
     * Several rows, in as few statements as the database's limit on parameters allows.
     *
     * @param ids their ids, in any number
     * @return the rows in the order of the ids, and the ids without a row
     */
    public RowsById<E, K> getAll(Collection<? extends K> ids) {
        var asked = List.<K>copyOf(ids);
        var found = readAll(asked);
        var items = new ArrayList<E>();
        var missing = new ArrayList<K>();
        for (var i = 0; i < asked.size(); i++) {
            var entity = found.get(i);
            if (entity == null) {
                missing.add(asked.get(i));
            } else {
                items.add(entity);
            }
        }
        return new RowsById<>(items, missing);
    }

    private List<@Nullable E> readAll(List<K> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return fetches.isEmpty() ? session.findAll(type, ids) : fetches.read(session.shared(), ids);
    }

    /**
     * A row with a key, inserted if there is none. However many do the same at once, one of them inserts and none fails: the
     * unique key decides. Needs a transaction with savepoints, so not JTA's.
     *
     * <p>What the session has not flushed is flushed before the insert. The insert is one of a stateless session on the same
     * connection: it has no cascades.
     *
     * @param key equality on the attributes of a unique key; those of the entity itself, not of associations
     * @param factory makes the row, which fulfils the key; called at most once
     * @return the row, and whether it was inserted here
     * @throws RowCountException if the key is not unique and more than one row has it
     * @throws jakarta.persistence.TransactionRequiredException if a row is to be inserted outside of a transaction
     * @throws jakarta.persistence.PersistenceException if the insert fails for anything else than the key
     */
    public FoundOrCreated<E> getOrCreate(Restriction<? super E> key, Supplier<? extends E> factory) {
        return new Creation<>(session, type).getOrCreate(key, factory);
    }

    /**
     * Inserts a row.
     *
     * @param entity a new instance
     * @return the same instance
     */
    public E insert(E entity) {
        session.insert(entity);
        return entity;
    }

    /**
     * Changes a row that has the version a client has seen. The statement is executed before this returns.
     *
     * @param id its id
     * @param expected the version it must have
     * @param change sets attributes
     * @return the row with its new version
     * @throws EntityMissingException if this session may see no such row
     * @throws dev.hibernateext.core.lock.VersionConflictException if it has another version
     * @throws dev.hibernateext.core.lock.NotVersionedException if a version is expected and the entity has none
     */
    public E update(K id, ExpectedVersion expected, Consumer<? super E> change) {
        return locking().update(type, id, expected, change);
    }

    /**
     * Changes the attributes of a patch in a row that has the version a client has seen. The statement is executed before this
     * returns.
     *
     * @param id its id
     * @param expected the version it must have
     * @param patch what to set
     * @return the row with its new version
     * @throws EntityMissingException if this session may see no such row
     * @throws dev.hibernateext.core.lock.VersionConflictException if it has another version
     * @throws dev.hibernateext.core.lock.NotVersionedException if a version is expected and the entity has none
     */
    public E patch(K id, ExpectedVersion expected, Patch<? super E> patch) {
        return update(id, expected, patch::applyTo);
    }

    /**
     * Deletes a row as the entity's mapping has it: for good, or into the trash if it is soft-deletable.
     *
     * @param id its id
     * @throws EntityMissingException if this session may see no such row
     */
    public void delete(K id) {
        session.delete(get(id));
    }

    /**
     * Deletes a row that has the version a client has seen. The statement is executed before this returns.
     *
     * @param id its id
     * @param expected the version it must have
     * @throws EntityMissingException if this session may see no such row
     * @throws dev.hibernateext.core.lock.VersionConflictException if it has another version
     * @throws dev.hibernateext.core.lock.NotVersionedException if a version is expected and the entity has none
     */
    public void delete(K id, ExpectedVersion expected) {
        locking().remove(type, id, expected);
    }

    /**
     * Inserts many rows in chunks, without cascades and without managing them.
     *
     * @param rows new instances
     * @param options how
     * @return what was written, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @see BulkWrites#insertAll
     */
    public BulkReport<E> insertAll(Collection<? extends E> rows, BulkOptions options) {
        return bulk().insertAll(rows, options);
    }

    /**
     * Inserts rows that are not all in memory, by COPY on PostgreSQL, without cascades and without managing them.
     *
     * @param rows new instances, used up but not closed
     * @param options how
     * @return what was written, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @throws dev.hibernateext.repository.bulk.RowRefusedException if a row is refused and the policy is to throw
     * @see BulkWrites#loadAll(Iterable, BulkOptions)
     */
    public BulkReport<E> loadAll(Stream<? extends E> rows, BulkOptions options) {
        return bulk().loadAll(rows, options);
    }

    /**
     * Updates many rows in chunks, each as a whole and with the version its instance has.
     *
     * @param rows detached instances
     * @param options how
     * @return what was written, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @see BulkWrites#updateAll
     */
    public BulkReport<E> updateAll(Collection<? extends E> rows, BulkOptions options) {
        return bulk().updateAll(rows, options);
    }

    /**
     * Inserts the rows that are not there and updates the others, in chunks.
     *
     * @param rows instances, detached or new
     * @param upsert how rows are matched, and what is changed
     * @param options how
     * @return what was written, and what was refused
     * @throws IllegalArgumentException if the entity has no such attribute, natural id or constraint
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @see BulkWrites#upsertAll
     */
    public BulkReport<E> upsertAll(Collection<? extends E> rows, Upsert upsert, BulkOptions options) {
        return bulk().upsertAll(rows, upsert, options);
    }

    /**
     * Deletes many rows in chunks, each with the version its instance has.
     *
     * @param rows detached instances
     * @param options how
     * @return what was written, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @see BulkWrites#deleteAll
     */
    public BulkReport<E> deleteAll(Collection<? extends E> rows, BulkOptions options) {
        return bulk().deleteAll(rows, options);
    }

    /**
     * Puts rows and what their cascades take into the trash, as one operation.
     *
     * @param ids their ids
     * @return what was deleted
     * @throws EntityMissingException if this session may see no such row
     * @throws dev.hibernateext.core.softdelete.NotSoftDeletableException if the entity is not soft-deletable
     */
    public DeleteResult softDelete(Collection<? extends K> ids) {
        return session.trash(type).delete(ids);
    }

    /**
     * Brings a row back from the trash, with what was deleted with it below it.
     *
     * @param id its id
     * @return what came back
     * @throws dev.hibernateext.core.softdelete.NotInTrashException if there is no such row in the trash
     * @throws dev.hibernateext.core.softdelete.ParentDeletedException if it is below a row that stays deleted
     * @throws dev.hibernateext.core.softdelete.KeyTakenException if another row has one of its unique keys
     * @throws dev.hibernateext.core.softdelete.NotSoftDeletableException if the entity is not soft-deletable
     */
    public RestoreResult restore(K id) {
        return session.trash(type).restore(id);
    }

    /**
     * Brings a row back from the trash that has the version a client has seen there.
     *
     * @param id its id
     * @param expected the version it must have
     * @return what came back
     * @throws dev.hibernateext.core.softdelete.NotInTrashException if there is no such row in the trash
     * @throws dev.hibernateext.core.lock.VersionConflictException if it has another version
     * @throws dev.hibernateext.core.softdelete.ParentDeletedException if it is below a row that stays deleted
     * @throws dev.hibernateext.core.softdelete.KeyTakenException if another row has one of its unique keys
     * @throws dev.hibernateext.core.softdelete.NotSoftDeletableException if the entity is not soft-deletable
     */
    public RestoreResult restore(K id, ExpectedVersion expected) {
        return session.trash(type).restore(id, expected);
    }

    /**
     * Removes a row from the trash for good, and all deleted rows below it.
     *
     * @param id its id
     * @return what was removed
     * @throws dev.hibernateext.core.softdelete.NotInTrashException if there is no such row in the trash
     * @throws dev.hibernateext.core.softdelete.StillReferencedException if another row refers to one of them
     * @throws dev.hibernateext.core.softdelete.NotSoftDeletableException if the entity is not soft-deletable
     */
    public PurgeResult purge(K id) {
        return session.trash(type).purge(id);
    }

    /**
     * Begins a query for all rows.
     *
     * @return to be added to
     */
    public RowQuery<E> query() {
        return RowQuery.of(session.shared(), fetches);
    }

    /**
     * Begins a query with what a specification of Hibernate says.
     *
     * @param specification selects this entity; later changes of it have no effect
     * @return to be added to
     */
    public RowQuery<E> query(SelectionSpecification<E> specification) {
        return RowQuery.from(session.shared(), fetches, specification);
    }

    /**
     * Begins a query for the rows that fulfil a condition.
     *
     * @param restriction the condition
     * @return to be added to
     */
    public RowQuery<E> where(Restriction<? super E> restriction) {
        return query().where(restriction);
    }

    /**
     * How many rows there are.
     *
     * @return the number of rows this session may see
     */
    public long count() {
        return query().count();
    }

    /**
     * Whether a row fulfils a condition.
     *
     * @param restriction the condition
     * @return true if there is one
     */
    public boolean exists(Restriction<? super E> restriction) {
        return where(restriction).exists();
    }

    /**
     * All rows, read as they are used.
     *
     * @return to be closed by the caller, before the session
     */
    public Stream<E> stream() {
        return query().stream();
    }

    private BulkWrites<E> bulk() {
        return BulkWrites.of(session.shared(), type);
    }

    private OptimisticLocking locking() {
        return session.locking();
    }
}
