/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import dev.hibernateext.core.transaction.Trial;
import java.util.Collection;
import java.util.Spliterator;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Writes many rows of one entity at once.
 *
 * <pre>{@code
 * var report = BulkWrites.of(session, Track.class).insertAll(tracks, BulkOptions.onFailure(FailurePolicy.BISECT));
 * report.badRows().forEach(System.out::println);
 * }</pre>
 *
 * <p>The rows are written by a stateless session on the connection and in the transaction of the given one, after what that has not flushed: ids,
 * versions, stamps, tenants, hooks, validation and change capture are as in any stateless session. There are no cascades, the
 * instances are not managed, and what the given session manages does not change with the rows. Rows that are refused are as
 * they were given, except for an id of the database's making.
 *
 * <p>Good for as long as the session, and for its thread.
 *
 * @param <E> the entity
 */
public final class BulkWrites<E> {

    private final SharedSessionContract session;
    private final Class<E> type;

    private BulkWrites(SharedSessionContract session, Class<E> type) {
        this.session = session;
        this.type = type;
    }

    /**
     * The rows of an entity in a session.
     *
     * @param session an open session of either kind
     * @param type the entity
     * @param <E> the entity
     * @return to write with
     */
    public static <E> BulkWrites<E> of(SharedSessionContract session, Class<E> type) {
        session.getFactory().getMetamodel().entity(type);
        return new BulkWrites<>(session, type);
    }

    /**
     * Inserts rows.
     *
     * @param rows new instances
     * @param options how
     * @return what was inserted, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @throws dev.hibernateext.core.transaction.SavepointException if the policy needs savepoints and there are none
     * @throws jakarta.persistence.PersistenceException if the write fails for anything else than a row, or for a row under
     *     {@link FailurePolicy#THROW}
     */
    public BulkReport<E> insertAll(Collection<? extends E> rows, BulkOptions options) {
        return run(rows, options, new ReferringRows<>(Inserts.byArrays()));
    }

    /**
     * Inserts rows that are not all in memory, as many as there are. See {@link #loadAll(Iterable, BulkOptions)}.
     *
     * @param rows new instances, used up but not closed
     * @param options how
     * @return what was inserted, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @throws RowRefusedException if a row is refused under {@link FailurePolicy#THROW}
     * @throws dev.hibernateext.core.transaction.SavepointException if the policy needs savepoints and there are none
     * @throws jakarta.persistence.PersistenceException if the write fails for anything else than a row
     */
    public BulkReport<E> loadAll(Stream<? extends E> rows, BulkOptions options) {
        return load(rows.spliterator(), options);
    }

    /**
     * Inserts rows that are not all in memory, as many as there are; otherwise as {@link #insertAll}. The rows of a chunk are read, prepared
     * and sent before the next is read, so that memory is needed for one chunk. Whatever makes the rows may use the session.
     *
     * <p>On PostgreSQL each chunk is a COPY, if the entity is in one table without collections, and the table has columns of the mapped types, no rules
     * and no row-level security that holds for the user. Elsewhere, as {@link #insertAll}.
     *
     * @param rows new instances, read once
     * @param options how
     * @return what was inserted, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @throws RowRefusedException if a row is refused under {@link FailurePolicy#THROW}
     * @throws dev.hibernateext.core.transaction.SavepointException if the policy needs savepoints and there are none
     * @throws jakarta.persistence.PersistenceException if the write fails for anything else than a row
     */
    public BulkReport<E> loadAll(Iterable<? extends E> rows, BulkOptions options) {
        return load(rows.spliterator(), options);
    }

    private BulkReport<E> load(Spliterator<? extends E> rows, BulkOptions options) {
        ChunkWriter<E> writer = options.onFailure() == FailurePolicy.THROW ? new LoadedRows<>(type) : Inserts.byCopy();
        try (var trial = Trial.open(session)) {
            return new BulkRun<>(trial, RowSource.<E>of(rows), new ReferringRows<>(writer), options).run();
        }
    }

    /**
     * Updates rows, each as a whole. A row whose version is not the one its instance has is refused.
     *
     * @param rows detached instances
     * @param options how
     * @return what was updated, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @throws dev.hibernateext.core.transaction.SavepointException if the policy needs savepoints and there are none
     * @throws jakarta.persistence.PersistenceException if the write fails for anything else than a row, or for a row under
     *     {@link FailurePolicy#THROW}
     */
    public BulkReport<E> updateAll(Collection<? extends E> rows, BulkOptions options) {
        return run(rows, options, new ReferringRows<>((child, chunk) -> {
            child.updateMultiple(chunk);
            return Written.updated(chunk.size());
        }));
    }

    /**
     * Deletes rows, as the entity's mapping has it: for good, or into the trash if it is soft-deletable. A row whose version is
     * not the one its instance has is refused.
     *
     * @param rows detached instances
     * @param options how
     * @return what was deleted, and what was refused
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @throws dev.hibernateext.core.transaction.SavepointException if the policy needs savepoints and there are none
     * @throws jakarta.persistence.PersistenceException if the write fails for anything else than a row, or for a row under
     *     {@link FailurePolicy#THROW}
     */
    public BulkReport<E> deleteAll(Collection<? extends E> rows, BulkOptions options) {
        return run(rows, options, (child, chunk) -> {
            child.deleteMultiple(chunk);
            return Written.deleted(chunk.size());
        });
    }

    /**
     * Inserts rows that are not there and updates the others. Creation stamps of a row that is there never change, its version is raised
     * whatever version the instance has, and the instance gets its id and version.
     *
     * <p>On PostgreSQL this is one statement for each chunk, which no other transaction makes fail, if the entity is in one table without
     * subclasses, collections, second-level cache, tenant and soft delete, and rows that are there are changed. Hooks and change
     * listeners hear of upserts then. Elsewhere rows are looked for and locked first, and looked for again if somebody else was
     * faster; hooks and change listeners hear of creates and updates, and a transaction with savepoints is needed.
     *
     * <p>If a key comes more than once, the rows are written one after the other. Within a chunk rows are written in the order of their keys, so
     * that transactions which write the same rows wait for each other.
     *
     * @param rows instances, detached or new
     * @param upsert how rows are matched, and what is changed
     * @param options how
     * @return what was inserted, updated and left as it was, and what was refused
     * @throws IllegalArgumentException if the entity has no such attribute, natural id or constraint
     * @throws jakarta.persistence.TransactionRequiredException if the session is in no transaction
     * @throws dev.hibernateext.core.transaction.SavepointException if savepoints are needed and there are none
     * @throws jakarta.persistence.PersistenceException if the write fails for anything else than a row, or for a row under
     *     {@link FailurePolicy#THROW}
     */
    public BulkReport<E> upsertAll(Collection<? extends E> rows, Upsert upsert, BulkOptions options) {
        try (var trial = Trial.open(session)) {
            var plan = UpsertPlan.of(upsert, type, trial.session());
            ChunkWriter<E> arrays = ArrayUpsert.find(plan, (SharedSessionContractImplementor) trial.session());
            var writer = arrays == null ? new MatchedUpsert<E>(plan, trial) : arrays;
            return new BulkRun<>(trial, RowSource.<E>of(rows), new ReferringRows<>(writer), options).run();
        }
    }

    private BulkReport<E> run(Collection<? extends E> rows, BulkOptions options, ChunkWriter<E> writer) {
        try (var trial = Trial.open(session)) {
            return new BulkRun<>(trial, RowSource.<E>of(rows), writer, options).run();
        }
    }
}
