/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch.Own;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;

/** Which columns sessions write, which {@link SessionWrites} keeps of each. Safe for use by many threads. */
final class WrittenEntities {

    private static final String DELETE = "delete ";

    private final Supplier<MappedColumns> mapped;
    private final Set<ColumnGuard> guards;
    private final Map<String, TableColumns> tables = new ConcurrentHashMap<>();
    private final Map<EntityPersister, EntityColumns> entities = new ConcurrentHashMap<>();

    /** Of a model that is complete when the first session is opened. */
    WrittenEntities(Supplier<MappedColumns> mapped, Set<ColumnGuard> guards) {
        this.mapped = mapped;
        this.guards = guards;
    }

    boolean have(ColumnGuard guard) {
        return guards.contains(guard);
    }

    TableColumns table(String space, SessionFactoryImplementor factory) {
        var known = tables.get(space);
        return known != null ? known : tables.computeIfAbsent(space, name -> newTable(name, factory));
    }

    private TableColumns newTable(String space, SessionFactoryImplementor factory) {
        return TableColumns.of(space, mapped.get(), factory).guardedBy(guards);
    }

    private EntityColumns of(EntityPersister entity) {
        var known = entities.get(entity);
        return known != null ? known : entities.computeIfAbsent(entity, this::newEntity);
    }

    private EntityColumns newEntity(EntityPersister entity) {
        var spaces = Arrays.stream(entity.getPropertySpaces());
        return EntityColumns.of(
                entity, spaces.map(space -> table(space, entity.getFactory())).toList());
    }

    /** An entity, within a flush; rows are told apart by some columns. */
    void updated(PostUpdateEvent event, Set<String> watched) {
        var session = event.getSession();
        flushed(
                event.getPersister(),
                session,
                of(event.getPersister()).writtenBy(event, watched, isUsedAgain(session)));
    }

    private boolean isUsedAgain(SharedSessionContractImplementor session) {
        return have(ColumnGuard.SESSIONS_OF_ONE_TRANSACTION)
                && SessionWrites.of(session).isUsedAgain();
    }

    void inserted(PostInsertEvent event, Set<String> watched) {
        var columns = of(event.getPersister()).writtenBy(event, watched);
        flushed(event.getPersister(), event.getSession(), columns);
    }

    private static void flushed(
            EntityPersister entity, SharedSessionContractImplementor session, WrittenColumns columns) {
        SessionWrites.of(session).updates().end(Arrays.asList(entity.getPropertySpaces()), columns);
    }

    /**
     * A statement of HQL or the criteria API, which Hibernate has just announced if the session has events.
     *
     * @return whether it leaves versions as they are in rows that stay
     */
    boolean narrow(Own statement, SharedSessionContractImplementor session) {
        var update = UpdateStatement.of(statement.sql());
        if (update == null || !isOf(update, statement)) {
            SessionWrites.of(session).widen(statement.tables());
            return !statement.sql().startsWith(DELETE);
        }
        var table = table(statement.tables().iterator().next(), session.getFactory());
        if (session.isEventSource() && !table.isComputed()) {
            var columns = WrittenColumns.of(update.columns()).and(WrittenColumns.of(table.filled()));
            SessionWrites.of(session).narrow(statement.tables(), columns);
        } else {
            SessionWrites.of(session).widen(statement.tables());
        }
        return !update.columns().containsAll(table.versions());
    }

    private static boolean isOf(UpdateStatement update, Own statement) {
        return statement.tables().size() == 1
                && SqlWords.plain(statement.tables().iterator().next()).equals(update.table());
    }
}
