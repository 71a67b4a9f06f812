/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Legal holds: what they cover is neither pruned nor archived nor erased, until they are released. They are rows of the application's
 * database, written in the transaction of the session and at once.
 *
 * <pre>{@code
 * var hold = HistoryHolds.of(session).hold(Customer.class, id, "case 4711");
 * }</pre>
 */
public final class HistoryHolds {

    private final SessionImplementor session;

    private HistoryHolds(SessionImplementor session) {
        this.session = session;
    }

    /**
     * The holds of a session's tenant.
     *
     * @param entityManager an open session or entity manager; a proxy of a container is unwrapped
     * @return good for as long as the session and for its thread
     */
    public static HistoryHolds of(EntityManager entityManager) {
        return new HistoryHolds(entityManager.unwrap(SessionImplementor.class));
    }

    /**
     * Holds the history of one entity.
     *
     * @param type the entity; its hierarchy has one history
     * @param id the identifier, told by its text
     * @param reason why
     * @return the hold
     * @throws HoldsMissingException if the application has no table of holds
     */
    public HistoryHold hold(Class<?> type, Object id, String reason) {
        return place(new HoldPlace(root(type), String.valueOf(id), null), reason);
    }

    /**
     * Holds the history of all entities of a type.
     *
     * @param type the entity; its hierarchy has one history
     * @param reason why
     * @return the hold
     * @throws HoldsMissingException if the application has no table of holds
     */
    public HistoryHold hold(Class<?> type, String reason) {
        return place(new HoldPlace(root(type), null, null), reason);
    }

    /**
     * Holds all that an operation recorded.
     *
     * @param operation the operation
     * @param reason why
     * @return the hold
     * @throws HoldsMissingException if the application has no table of holds
     */
    public HistoryHold hold(OperationId operation, String reason) {
        return place(new HoldPlace(null, null, operation.toString()), reason);
    }

    /**
     * Ends a hold.
     *
     * @param id of the hold
     * @return whether there was one
     */
    public boolean release(UUID id) {
        var type = HoldsInForce.entity(session.getFactory());
        return type != null
                && session.createMutationQuery("delete from %s h where h.id = :id".formatted(type.getName()))
                                .setParameter("id", id)
                                .executeUpdate()
                        > 0;
    }

    /**
     * What is held now.
     *
     * @return the holds, the oldest first
     */
    public List<HistoryHold> all() {
        return HoldsInForce.read(session).all();
    }

    private String root(Class<?> type) {
        return session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(type)
                .getRootEntityName();
    }

    private HistoryHold place(HoldPlace place, String reason) {
        var factory = session.getFactory();
        var actor = Contexts.of(factory).actor();
        var at = HibernateExt.of(factory).clock().instant();
        var note = new HoldNote(UUID.randomUUID(), reason, actor == null ? null : actor.id(), at);
        return HoldsInForce.insert(session, place, note);
    }
}
