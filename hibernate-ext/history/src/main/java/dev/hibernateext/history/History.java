/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.internal.orm.session.StatelessSessions;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * What happened to entities that are recorded.
 *
 * <pre>{@code
 * var history = History.of(session, Product.class, id);
 * history.timeline().items().forEach(entry -> show(entry.revision().at(), entry.revision().actor(), entry.changed()));
 * var yesterday = history.at(clock.instant().minus(1, DAYS));
 * }</pre>
 *
 * <p>Reads what transactions have committed, and of the one in progress what is recorded so far; Envers records when it ends. Nothing
 * is flushed. Rows of tenants have histories of tenants: a session reads those of its own.
 */
public final class History {

    /** The attribute of the context that says why something is done; revisions keep its text. */
    public static final String REASON = "hibernate.ext.history.reason";

    private static final int MOST_OF_AN_OPERATION = 10_000;

    private History() {}

    /**
     * The history of one entity.
     *
     * @param session an open session; a proxy of a container is unwrapped
     * @param type the entity
     * @param id the identifier; of an entity that may be deleted
     * @param <E> the entity
     * @return the history, good for as long as the session and for its thread
     * @throws NotRecordedException if the factory keeps no history
     */
    public static <E> EntityHistory<E> of(Session session, Class<E> type, Object id) {
        return of((EntityManager) session, type, id);
    }

    /**
     * The history of one entity.
     *
     * @param entityManager an open entity manager of Hibernate; a proxy of a container is unwrapped
     * @param type the entity
     * @param id the identifier; of an entity that may be deleted
     * @param <E> the entity
     * @return the history, good for as long as the session and for its thread
     * @throws NotRecordedException if the factory keeps no history
     */
    public static <E> EntityHistory<E> of(EntityManager entityManager, Class<E> type, Object id) {
        var session = sessionOf(entityManager);
        return new EntityHistory<>(session, type, new HistoryKey(session.nameOf(type), id));
    }

    /**
     * The history of one entity. A stateless session reads it as a session does, and cannot revert.
     *
     * @param session an open stateless session
     * @param type the entity
     * @param id the identifier; of an entity that may be deleted
     * @param <E> the entity
     * @return the history, good for as long as the session and for its thread
     * @throws NotRecordedException if the factory keeps no history
     */
    public static <E> EntityHistory<E> of(StatelessSession session, Class<E> type, Object id) {
        var found = sessionOf(session);
        return new EntityHistory<>(found, type, new HistoryKey(found.nameOf(type), id));
    }

    /**
     * The history of all rows of an entity, deleted ones included.
     *
     * @param entityManager an open session or entity manager; a proxy of a container is unwrapped
     * @param type the entity, or the root of a hierarchy
     * @return the history, good for as long as the session and for its thread
     * @throws NotRecordedException if the factory keeps no history
     */
    public static TypeHistory ofType(EntityManager entityManager, Class<?> type) {
        var session = sessionOf(entityManager);
        return new TypeHistory(session, session.nameOf(type), HistoryFilter.NONE);
    }

    /**
     * The history of all rows of an entity, deleted ones included.
     *
     * @param session an open stateless session
     * @param type the entity, or the root of a hierarchy
     * @return the history, good for as long as the session and for its thread
     * @throws NotRecordedException if the factory keeps no history
     */
    public static TypeHistory ofType(StatelessSession session, Class<?> type) {
        var found = sessionOf(session);
        return new TypeHistory(found, found.nameOf(type), HistoryFilter.NONE);
    }

    /**
     * Everything an operation changed, in entities of all types: one statement for each of them, and one for each of their collections.
     *
     * @param entityManager an open session or entity manager; a proxy of a container is unwrapped
     * @param operation the operation, which may have taken several transactions
     * @return the first 10000 entries, in the order of revisions
     * @throws NotRecordedException if the factory keeps no history, or revisions do not keep their operation
     */
    public static List<HistoryEntry> ofOperation(EntityManager entityManager, OperationId operation) {
        return sessionOf(entityManager).ofOperation(operation.toString(), MOST_OF_AN_OPERATION);
    }

    /**
     * Everything an operation changed, in entities of all types: one statement for each of them, and one for each of their collections.
     *
     * @param session an open stateless session
     * @param operation the operation, which may have taken several transactions
     * @return the first 10000 entries, in the order of revisions
     * @throws NotRecordedException if the factory keeps no history, or revisions do not keep their operation
     */
    public static List<HistoryEntry> ofOperation(StatelessSession session, OperationId operation) {
        return sessionOf(session).ofOperation(operation.toString(), MOST_OF_AN_OPERATION);
    }

    private static HistorySession sessionOf(StatelessSession session) {
        return HistorySession.of(StatelessSessions.unwrap(session));
    }

    private static HistorySession sessionOf(EntityManager entityManager) {
        return HistorySession.of(entityManager.unwrap(SessionImplementor.class));
    }
}
