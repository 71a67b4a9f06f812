/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.hibernateext.core.change.internal.EntityStatement;
import dev.hibernateext.core.change.internal.StatementWatch;
import dev.hibernateext.history.StatementNotRecordedException;
import dev.hibernateext.history.StatementPolicy;
import dev.hibernateext.history.StatementRowsException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;

/** Records what HQL and criteria statements do to rows whose history is kept. */
public final class StatementRecording implements StatementWatch {

    private static final long serialVersionUID = 1L;

    private final boolean withEnvers;

    private StatementRecording(boolean withEnvers) {
        this.withEnvers = withEnvers;
    }

    /**
     * Has statements watched in the factories of a registry.
     *
     * @param withEnvers whether Envers is on the class path
     */
    public static void provide(StandardServiceRegistryBuilder builder, boolean withEnvers) {
        builder.addService(StatementWatch.class, new StatementRecording(withEnvers));
    }

    static boolean isWithEnvers(SessionFactoryImplementor factory) {
        return ((StatementRecording) factory.getServiceRegistry().requireService(StatementWatch.class)).withEnvers;
    }

    @Override
    public boolean concerns(String entityName, SharedSessionContractImplementor session) {
        var history = StatementHistory.of(session.getFactory());
        return history.policy() != StatementPolicy.IGNORE && history.recordsAnyOf(entityName);
    }

    @Override
    public IntConsumer before(EntityStatement statement) {
        var history = StatementHistory.of(statement.session().getFactory());
        if (history.policy() == StatementPolicy.REFUSE) {
            throw StatementNotRecordedException.refused(statement.entityName());
        }
        executeBatch(statement);
        if (statement.tree() instanceof SqmInsertStatement<?> insert) {
            return beforeInsert(statement, insert, history);
        }
        return statement.isDelete() ? beforeDelete(statement, history) : beforeUpdate(statement, history);
    }

    /** What a session has in its batch is not among the rows that are there; Hibernate executes it with the statement. */
    private static void executeBatch(EntityStatement statement) {
        statement.session().getJdbcCoordinator().executeBatch();
    }

    private static IntConsumer beforeInsert(
            EntityStatement statement, SqmInsertStatement<?> insert, StatementHistory history) {
        var rows = InsertedRows.of(statement);
        var conflict = insert.getConflictClause();
        var present = conflict == null ? Set.<RowKey>of() : present(statement, rows, history);
        var added = new LinkedHashSet<>(rows);
        added.removeAll(present);
        return rowCount -> {
            add(statement, added, RowChange.INSERT, history, DeletedStates.none());
            if (conflict != null && conflict.getConflictAction() != null) {
                add(statement, present, RowChange.UPDATE, history, DeletedStates.none());
            }
        };
    }

    /** Those of some rows that are there, and will be updated. */
    private static Set<RowKey> present(EntityStatement statement, Set<RowKey> rows, StatementHistory history) {
        var found = new LinkedHashSet<RowKey>();
        try (var stored = new StoredRows(statement.session())) {
            var ids = rows.stream().map(RowKey::id).toList();
            stored.present(history.persister(statement.entityName()), ids)
                    .forEach(id -> found.add(new RowKey(statement.entityName(), id)));
        }
        return found;
    }

    private static IntConsumer beforeUpdate(EntityStatement statement, StatementHistory history) {
        var rows = AffectedRows.of(statement);
        return rowCount -> {
            check(statement, rows, rowCount);
            add(statement, rows, RowChange.UPDATE, history, DeletedStates.none());
        };
    }

    private static IntConsumer beforeDelete(EntityStatement statement, StatementHistory history) {
        var rows = AffectedRows.of(statement);
        var states = new DeletedStates();
        var withElements = statement.tree() instanceof SqmDeleteStatement<?>;
        byEntity(rows)
                .forEach((entity, of) -> history.logOf(entity)
                        .ifPresent(log -> states.read(
                                statement.session(), log, history.persister(entity), ids(of), withElements)));
        return rowCount -> {
            check(statement, rows, rowCount);
            add(statement, rows, RowChange.DELETE, history, states);
            states.addElements();
        };
    }

    private static void add(
            EntityStatement statement,
            Set<RowKey> rows,
            RowChange change,
            StatementHistory history,
            DeletedStates states) {
        byEntity(rows)
                .forEach((entity, of) ->
                        history.logOf(entity).ifPresent(log -> log.add(statement.session(), of, change, states)));
    }

    private static Map<String, List<RowKey>> byEntity(Set<RowKey> rows) {
        return rows.stream().collect(groupingBy(RowKey::entity, LinkedHashMap::new, toList()));
    }

    private static List<Object> ids(List<RowKey> rows) {
        return rows.stream().map(RowKey::id).toList();
    }

    private static void check(EntityStatement statement, Set<RowKey> rows, int rowCount) {
        if (rowCount > rows.size()) {
            throw StatementRowsException.of(statement.entityName(), rows.size(), rowCount);
        }
    }

    @Override
    public void beforeNative(Set<String> tables, SharedSessionContractImplementor session) {
        var history = StatementHistory.of(session.getFactory());
        if (history.policy() == StatementPolicy.REFUSE) {
            history.recordedIn(tables).ifPresent(entity -> {
                throw StatementNotRecordedException.refused(entity);
            });
        }
    }
}
