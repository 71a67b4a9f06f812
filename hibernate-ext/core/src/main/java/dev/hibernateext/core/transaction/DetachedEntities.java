/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The entities that failed nested parts have detached, with the state they had then, to notice changes that would be lost.
 * Collections are not looked at. Belongs to the thread of the transaction.
 */
final class DetachedEntities {

    private final List<Snapshot> snapshots = new ArrayList<>(0);

    /** Remembers what a session is about to detach. */
    void remember(SessionImplementor session) {
        for (var managed : session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            var entry = managed.getValue();
            if (entry.getStatus() == Status.MANAGED && entry.getPersister().isMutable()) {
                snapshots.add(Snapshot.of(managed.getKey(), entry.getEntityKey(), entry.getPersister(), session));
            }
        }
    }

    /** Refuses changes made since, unless they have been merged. */
    void requireUnchanged(SessionImplementor session) {
        for (var snapshot : snapshots) {
            if (snapshot.isChanged(session) && !snapshot.isMerged(session)) {
                throw DetachedChangeException.of(snapshot.persister.getEntityName());
            }
        }
    }

    private static final class Snapshot {

        private final Object entity;
        private final EntityKey key;
        private final EntityPersister persister;
        private final @Nullable Object[] values;

        private Snapshot(Object entity, EntityKey key, EntityPersister persister, @Nullable Object[] values) {
            this.entity = entity;
            this.key = key;
            this.persister = persister;
            this.values = values;
        }

        static Snapshot of(Object entity, EntityKey key, EntityPersister persister, SessionImplementor session) {
            var values = persister.getValues(entity);
            var types = persister.getPropertyTypes();
            for (var i = 0; i < values.length; i++) {
                if (isComparable(types[i])) {
                    values[i] = types[i].deepCopy(values[i], session.getFactory());
                }
            }
            return new Snapshot(entity, key, persister, values);
        }

        boolean isChanged(SessionImplementor session) {
            return !isSame(values, session);
        }

        boolean isMerged(SessionImplementor session) {
            var managed = session.getPersistenceContextInternal().getEntity(key);
            return managed == entity || (managed != null && isSame(persister.getValues(managed), session));
        }

        private boolean isSame(@Nullable Object[] others, SessionImplementor session) {
            var types = persister.getPropertyTypes();
            var current = persister.getValues(entity);
            for (var i = 0; i < types.length; i++) {
                if (isComparable(types[i]) && !types[i].isEqual(current[i], others[i], session.getFactory())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isComparable(Type type) {
            return !type.isCollectionType() && !type.isAssociationType();
        }
    }
}
