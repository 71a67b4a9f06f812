/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a session knows to be its tenant's: those it manages, and those it has asked the database for in this transaction,
 * with one statement for all that it expects to write references to. Belongs to one session.
 */
final class OwnRows {

    private static final int REMEMBERED = 10_000;

    private final SharedSessionContractImplementor session;
    private final TenantSlots slots;
    private final Set<EntityKey> known = new HashSet<>();
    private final Set<EntityKey> expected = new LinkedHashSet<>();
    private @Nullable SharedSessionContractImplementor parent;
    private boolean forgets;

    private OwnRows(SharedSessionContractImplementor session) {
        this.session = session;
        this.slots = TenantSlots.of(FactoryState.of(session.getFactory()));
    }

    static OwnRows of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(OwnRows.class, state -> new OwnRows(session));
    }

    /** A child may refer to what its parent manages. */
    static void inherit(SharedSessionContractImplementor parent, SharedSessionContractImplementor child) {
        if (!TenantSlots.of(FactoryState.of(child.getFactory())).isEmpty()) {
            of(child).parent = parent;
        }
    }

    /** Other rows will be written than was said before. */
    void expectAnew() {
        expected.clear();
    }

    /** Says that a reference will be written, unless it is known whose row it names. */
    void expect(OwnedReference reference, Object value) {
        var key = unknown(reference, value);
        if (key != null) {
            expected.add(key);
        }
    }

    /** Whether a reference may be written; asks the database at most once. */
    boolean isOwn(OwnedReference reference, Object value, Runnable others) {
        if (!reference.keyed()) {
            return isManaged(session, instanceOf(value)) || slots.of(reference.target(value, session)) == null;
        }
        var key = unknown(reference, value);
        return key == null || find(key, others);
    }

    /** Says that a reference to the row with an identifier will be written. */
    void expect(EntityPersister target, Object id) {
        var key = unknown(target, id);
        if (key != null) {
            expected.add(key);
        }
    }

    /** Whether a reference to the row with an identifier may be written; asks the database at most once. */
    boolean isOwn(EntityPersister target, Object id) {
        var key = unknown(target, id);
        return key == null || find(key, () -> {});
    }

    /** A row that this session has inserted, or updated as its own. */
    void written(EntityPersister persister, Object id) {
        if (session.isTransactionInProgress()) {
            remember(Set.of(session.generateEntityKey(id, persister)));
        }
    }

    private boolean find(EntityKey key, Runnable others) {
        others.run();
        expected.add(key);
        var byEntity = new HashMap<String, List<EntityKey>>();
        expected.forEach(
                each -> byEntity.computeIfAbsent(each.getPersister().getRootEntityName(), root -> new ArrayList<>())
                        .add(each));
        expected.clear();
        byEntity.values().forEach(this::ask);
        if (known.contains(key)) {
            return true;
        }
        if (byEntity.size() == 1 && byEntity.values().iterator().next().size() == 1) {
            return retried(key);
        }
        ask(List.of(key));
        return known.contains(key) || retried(key);
    }

    /** What a stateless session has in its batch is not in the database yet. */
    private boolean retried(EntityKey key) {
        if (session instanceof SessionImplementor) {
            return false;
        }
        session.getJdbcCoordinator().executeBatch();
        ask(List.of(key));
        return known.contains(key);
    }

    private void ask(List<EntityKey> keys) {
        remember(new OwnRowLookup(session, keys.get(0).getPersister(), slots).among(keys));
    }

    /** The key of a row if it is not known whose it is. */
    private @Nullable EntityKey unknown(OwnedReference reference, Object value) {
        var instance = instanceOf(value);
        if (isManaged(session, instance) || (parent != null && isManaged(parent, instance))) {
            return null;
        }
        var target = reference.target(value, session);
        var id = slots.of(target) == null ? null : idOf(target, value, instance);
        return id == null ? null : unknown(target, id);
    }

    private @Nullable EntityKey unknown(EntityPersister target, Object id) {
        if (slots.of(target) == null) {
            return null;
        }
        var key = session.generateEntityKey(id, target);
        return known.contains(key) || isManaged(session, key) || (parent != null && isManaged(parent, key))
                ? null
                : key;
    }

    private @Nullable Object idOf(EntityPersister target, Object value, @Nullable Object instance) {
        var lazy = HibernateProxy.extractLazyInitializer(value);
        return lazy != null && instance == null
                ? lazy.getInternalIdentifier()
                : target.getIdentifier(instance == null ? value : instance, session);
    }

    private static @Nullable Object instanceOf(Object value) {
        var lazy = HibernateProxy.extractLazyInitializer(value);
        if (lazy == null) {
            return value;
        }
        return lazy.isUninitialized() ? null : lazy.getImplementation();
    }

    private static boolean isManaged(SharedSessionContractImplementor session, EntityKey key) {
        return session instanceof SessionImplementor stateful
                && isManaged(stateful, stateful.getPersistenceContextInternal().getEntity(key));
    }

    /** Loaded as a row of the tenant, or inserted as one. */
    private static boolean isManaged(SharedSessionContractImplementor session, @Nullable Object instance) {
        if (instance == null
                || !(session instanceof SessionImplementor stateful)
                || !Hibernate.isInitialized(instance)) {
            return false;
        }
        var entry = stateful.getPersistenceContextInternal().getEntry(instance);
        return entry != null
                && (entry.getStatus() == Status.MANAGED
                        || entry.getStatus() == Status.READ_ONLY
                        || entry.getStatus() == Status.SAVING);
    }

    private void remember(Iterable<EntityKey> keys) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        keys.forEach(known::add);
        if (!forgets && session.isTransactionInProgress()) {
            forgets = true;
            session.getTransactionCompletionCallbacks()
                    .registerCallback((AfterCompletionCallback) (success, completed) -> forget());
        }
    }

    /** Outside a transaction, a row may be another's by the next statement. */
    void forgetIfAlone() {
        if (!session.isTransactionInProgress()) {
            known.clear();
        }
    }

    private void forget() {
        known.clear();
        expected.clear();
        forgets = false;
    }
}
