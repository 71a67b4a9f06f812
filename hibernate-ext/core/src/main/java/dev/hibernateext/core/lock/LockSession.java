/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.lock.internal.EntityImage;
import dev.hibernateext.core.lock.internal.VersionAttribute;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The verbs in which the two kinds of session differ. Writes reach the database before they return. */
sealed interface LockSession {

    /** The session itself. */
    SharedSessionContractImplementor session();

    <E> @Nullable E find(Class<E> type, Object id);

    /** Reads an entity again past the cache. */
    void refresh(Object entity, LockMode lock);

    /** Whether the session held the row before it was asked for it. */
    boolean holds(EntityPersister persister, Object id);

    /** What an entity held when it was read. To be called before it is changed. */
    Base baseOf(Object entity, EntityPersister persister);

    void update(Object entity, EntityPersister persister, @Nullable Object version);

    void remove(Object entity);

    Object reference(String entityName, Object id);

    /** Loads a lazy collection. */
    void fetch(Object collection);

    /** What an entity held when it was read. */
    interface Base {

        @Nullable
        EntityImage image();
    }

    /** A persistence context: loaded states are kept, the version attribute is of no effect. */
    record Stateful(SessionImplementor session) implements LockSession {

        @Override
        public <E> @Nullable E find(Class<E> type, Object id) {
            return session.find(type, id);
        }

        @Override
        public void refresh(Object entity, LockMode lock) {
            session.refresh(entity, lock.toJpaLockMode());
        }

        @Override
        public boolean holds(EntityPersister persister, Object id) {
            return session.getPersistenceContextInternal().containsEntity(session.generateEntityKey(id, persister));
        }

        @Override
        public Base baseOf(Object entity, EntityPersister persister) {
            var state = EntityImage.loadedState(entity, session);
            return () -> state == null ? null : EntityImage.ofState(state, persister, session);
        }

        @Override
        public void update(Object entity, EntityPersister persister, @Nullable Object version) {
            session.flush();
        }

        @Override
        public void remove(Object entity) {
            session.remove(entity);
            session.flush();
        }

        @Override
        public Object reference(String entityName, Object id) {
            return session.getReference(entityName, id);
        }

        @Override
        public void fetch(Object collection) {
            Hibernate.initialize(collection);
        }
    }

    /** No persistence context: the version attribute goes into the WHERE clause. */
    record Stateless(StatelessSession stateless, SharedSessionContractImplementor session) implements LockSession {

        @Override
        public <E> @Nullable E find(Class<E> type, Object id) {
            return stateless.get(type, id);
        }

        @Override
        public void refresh(Object entity, LockMode lock) {
            stateless.refresh(entity, lock);
        }

        @Override
        public boolean holds(EntityPersister persister, Object id) {
            return false;
        }

        @Override
        public Base baseOf(Object entity, EntityPersister persister) {
            var image = EntityImage.of(entity, persister, session);
            return () -> image;
        }

        @Override
        public void update(Object entity, EntityPersister persister, @Nullable Object version) {
            if (version != null) {
                persister.setValue(entity, persister.getVersionPropertyIndex(), version);
            }
            stateless.update(entity);
            session.getJdbcCoordinator().executeBatch();
        }

        @Override
        public void remove(Object entity) {
            stateless.delete(entity);
            session.getJdbcCoordinator().executeBatch();
        }

        @Override
        public Object reference(String entityName, Object id) {
            return session.internalLoad(entityName, id, false, false);
        }

        @Override
        public void fetch(Object collection) {
            stateless.fetch(collection);
        }
    }

    /** What Hibernate's own code sees in a stateless session. */
    static SharedSessionContractImplementor implementor(StatelessSession session) {
        return ((SessionState) HibernateExt.of(session)).session();
    }

    /** The version an entity was read with. */
    default @Nullable Object versionOf(Object entity, EntityPersister persister) {
        return persister.isVersioned() ? VersionAttribute.of(entity, persister, session()) : null;
    }
}
