/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import dev.hibernateext.core.internal.ChildSessions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.function.Consumer;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/** A row as it is now, read on the connection of the session, past its persistence context and past the cache. */
public sealed interface CurrentRow {

    /**
     * The row.
     *
     * @param version its version, or null if the entity has none
     * @param changedBy what {@code @UpdatedBy} holds, if it is mapped
     * @param changedAt what {@code @UpdatedAt} holds, if it is mapped
     * @param theirs what it holds
     * @param mine what it would hold after the change, or null if there is no change or it failed
     * @param failure what the change threw
     */
    record Present(
            @Nullable Object version,
            @Nullable String changedBy,
            @Nullable Instant changedAt,
            EntityImage theirs,
            @Nullable EntityImage mine,
            @Nullable RuntimeException failure)
            implements CurrentRow {}

    /** There is no row. */
    record Gone() implements CurrentRow {}

    /**
     * The row cannot be read, such as in a transaction the database has aborted.
     *
     * @param reason why
     */
    record Unreadable(@Nullable RuntimeException reason) implements CurrentRow {}

    /**
     * How to read it.
     *
     * @param change applied to the instance read, which is thrown away; or null
     * @param stale a version the row does not have any more: if it is read nevertheless, the transaction sees a snapshot, and
     *     the row is read again with a lock, which shows what is committed
     * @param lock how to lock the row
     */
    record Request(
            @Nullable Consumer<Object> change, @Nullable Object stale, LockMode lock) {

        /** Only what the row holds. */
        public static Request plain() {
            return locking(LockMode.NONE);
        }

        /** What the locked row holds. */
        public static Request locking(LockMode lock) {
            return new Request(null, null, lock);
        }

        /** Also what it would hold after a change. */
        public static Request applying(@Nullable Consumer<Object> change) {
            return new Request(change, null, LockMode.NONE);
        }

        /** What it holds after a write has found a version stale. */
        public static Request unlike(@Nullable Object stale) {
            return new Request(null, stale, LockMode.NONE);
        }
    }

    /** Reads a row, without flushing. */
    static CurrentRow read(
            EntityPersister persister, Object id, SharedSessionContractImplementor session, Request request) {
        try (var reader = ChildSessions.of(session).openStateless(session)) {
            reader.setCacheMode(CacheMode.IGNORE);
            seeSameRows(session.getLoadQueryInfluencers(), reader);
            return new Reader(persister, reader, request).read(id);
        } catch (RuntimeException e) {
            return new Unreadable(e);
        }
    }

    /** A session that sees rows that others do not has flags for it, which are filters without parameters. */
    private static void seeSameRows(LoadQueryInfluencers influencers, StatelessSession reader) {
        if (influencers.hasEnabledFilters()) {
            influencers.getEnabledFilterNames().stream()
                    .filter(name -> influencers
                            .getSessionFactory()
                            .getFilterDefinition(name)
                            .getParameterNames()
                            .isEmpty())
                    .forEach(reader::enableFilter);
        }
    }

    /** Reads with a session of its own. */
    record Reader(EntityPersister persister, StatelessSession stateless, Request request) {

        CurrentRow read(Object id) {
            var entity = get(id, request.lock);
            if (entity != null && isStale(entity) && implementor().isTransactionInProgress()) {
                entity = get(id, LockMode.PESSIMISTIC_READ);
            }
            return entity == null ? new Gone() : present(entity);
        }

        private @Nullable Object get(Object id, LockMode lock) {
            return stateless.get(persister.getEntityName(), id, lock);
        }

        private boolean isStale(Object entity) {
            var attribute = VersionAttribute.of(persister);
            var version = persister.isVersioned() ? persister.getVersion(entity) : null;
            return request.stale != null
                    && attribute != null
                    && version != null
                    && attribute.same(request.stale, version);
        }

        private Present present(Object entity) {
            var actual = implementor().getEntityPersister(null, entity);
            fetchCollections(entity, actual);
            var stamps = GeneratedAttributes.of(actual);
            var theirs = EntityImage.of(entity, actual, implementor());
            var version = actual.isVersioned() ? actual.getVersion(entity) : null;
            var by = stamps.updatedBy(entity) instanceof String text ? text : null;
            var at = instant(stamps.updatedAt(entity));
            var failure = request.change == null ? null : failureOf(request.change, entity);
            var changed = request.change != null && failure == null;
            return new Present(
                    version, by, at, theirs, changed ? EntityImage.of(entity, actual, implementor()) : null, failure);
        }

        private void fetchCollections(Object entity, EntityPersister actual) {
            var types = actual.getPropertyTypes();
            for (var i = 0; i < types.length; i++) {
                if (types[i] instanceof CollectionType) {
                    var collection = actual.getValue(entity, i);
                    if (collection != null && !Hibernate.isInitialized(collection)) {
                        stateless.fetch(collection);
                    }
                }
            }
        }

        private static @Nullable RuntimeException failureOf(Consumer<Object> change, Object entity) {
            try {
                change.accept(entity);
                return null;
            } catch (RuntimeException e) {
                return e;
            }
        }

        private SharedSessionContractImplementor implementor() {
            return (SharedSessionContractImplementor) stateless;
        }

        /** The forms a stamp may have: times without an offset are UTC, a long counts milliseconds, an int seconds. */
        private static @Nullable Instant instant(@Nullable Object stamp) {
            if (stamp instanceof Long millis) {
                return Instant.ofEpochMilli(millis);
            }
            if (stamp instanceof Integer seconds) {
                return Instant.ofEpochSecond(seconds);
            }
            if (stamp instanceof LocalDate date) {
                return date.atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return stamp instanceof Temporal time && TimestampVersion.supports(time.getClass())
                    ? TimestampVersion.instantOf(time)
                    : null;
        }
    }
}
