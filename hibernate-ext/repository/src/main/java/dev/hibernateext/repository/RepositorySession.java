/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.softdelete.Trash;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The verbs in which the two kinds of session differ. */
sealed interface RepositorySession {

    SharedSessionContract shared();

    OptimisticLocking locking();

    <E> Trash<E> trash(Class<E> type);

    <E> @Nullable E find(Class<E> type, Object id);

    /** Null where there is no row, at the place of its id. */
    <E> List<@Nullable E> findAll(Class<E> type, List<?> ids);

    void insert(Object entity);

    void delete(Object entity);

    /** What stands for a row that another session of the same transaction has inserted. */
    <E> E managed(Class<E> type, E inserted, Object id);

    /** A persistence context: writes wait for the flush. */
    record Stateful(Session session) implements RepositorySession {

        @Override
        public SharedSessionContract shared() {
            return session;
        }

        @Override
        public OptimisticLocking locking() {
            return OptimisticLocking.of(session);
        }

        @Override
        public <E> Trash<E> trash(Class<E> type) {
            return Trash.of(session, type);
        }

        @Override
        public <E> @Nullable E find(Class<E> type, Object id) {
            return session.find(type, id);
        }

        @Override
        public <E> List<@Nullable E> findAll(Class<E> type, List<?> ids) {
            return session.findMultiple(type, ids);
        }

        @Override
        public void insert(Object entity) {
            session.persist(entity);
        }

        @Override
        public void delete(Object entity) {
            session.remove(entity);
        }

        @Override
        public <E> E managed(Class<E> type, E inserted, Object id) {
            return session.find(type, id);
        }
    }

    /** No persistence context: writes reach the database at once. */
    record Stateless(StatelessSession session) implements RepositorySession {

        @Override
        public SharedSessionContract shared() {
            return session;
        }

        @Override
        public OptimisticLocking locking() {
            return OptimisticLocking.of(session);
        }

        @Override
        public <E> Trash<E> trash(Class<E> type) {
            return Trash.of(session, type);
        }

        @Override
        public <E> @Nullable E find(Class<E> type, Object id) {
            return session.get(type, id);
        }

        @Override
        public <E> List<@Nullable E> findAll(Class<E> type, List<?> ids) {
            return session.getMultiple(type, ids);
        }

        @Override
        public void insert(Object entity) {
            session.insert(entity);
        }

        @Override
        public void delete(Object entity) {
            session.delete(entity);
        }

        @Override
        public <E> E managed(Class<E> type, E inserted, Object id) {
            return inserted;
        }
    }
}
