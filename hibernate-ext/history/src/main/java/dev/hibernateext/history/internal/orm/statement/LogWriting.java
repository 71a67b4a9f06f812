/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.List;
import java.util.Objects;
import org.hibernate.audit.ModificationType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Writes rows of one entity into Hibernate's own log.
 *
 * @param copy what to execute
 * @param type what was done to the rows
 * @param session of the transaction
 */
record LogWriting(LogCopy copy, ModificationType type, SharedSessionContractImplementor session) {

    void write(List<LogBatch.Row> rows) {
        var ids = rows.stream().map(LogBatch.Row::id).toList();
        for (var table : copy.tables()) {
            end(table, ids);
            if (type == ModificationType.DEL) {
                insert(table, rows);
            } else {
                copy(table, ids);
            }
        }
    }

    /** Corrects rows that another session of the transaction has written, which knew nothing of what statements had done before. */
    void settle(List<LogBatch.Row> rows) {
        if (type == ModificationType.ADD) {
            retype(rows, ModificationType.MOD, ModificationType.ADD);
        } else if (type == ModificationType.DEL) {
            retype(rows, ModificationType.ADD, ModificationType.MOD);
        }
    }

    private void retype(List<LogBatch.Row> rows, ModificationType from, ModificationType to) {
        var ids = rows.stream().map(LogBatch.Row::id).toList();
        for (var table : copy.tables()) {
            var kind = table.type();
            if (kind != null && !ids.isEmpty()) {
                new AuditSql(table.retyping(ids.size()), session).execute(parameters -> {
                    parameters.add(to, kind.getJdbcMapping());
                    parameters.add(changeset(), table.changeset().getJdbcMapping());
                    parameters.add(from, kind.getJdbcMapping());
                    parameters.addAll(ids, copy.entity().getIdentifierType());
                });
            }
        }
    }

    private Object changeset() {
        return Objects.requireNonNull(session.getCurrentChangesetIdentifier());
    }

    private void end(LogTable table, List<Object> ids) {
        var end = table.end();
        if (end != null) {
            new AuditSql(table.ending(ids.size()), session).execute(parameters -> {
                parameters.add(changeset(), end.getJdbcMapping());
                parameters.addAll(ids, copy.entity().getIdentifierType());
                parameters.add(changeset(), table.changeset().getJdbcMapping());
            });
        }
    }

    private void copy(LogTable table, List<Object> ids) {
        new AuditSql(table.copying(ids.size()), session).execute(parameters -> {
            own(table, parameters);
            parameters.addAll(ids, copy.entity().getIdentifierType());
        });
    }

    private void own(LogTable table, AuditSql.Parameters parameters) throws java.sql.SQLException {
        parameters.add(changeset(), table.changeset().getJdbcMapping());
        var kind = table.type();
        if (kind != null) {
            parameters.add(type, kind.getJdbcMapping());
        }
    }

    /** There is nothing to copy any more. */
    private void insert(LogTable table, List<LogBatch.Row> rows) {
        new AuditSql(table.inserting(), session)
                .executeAll(rows.stream()
                        .<AuditSql.Binding>map(row -> parameters -> {
                            own(table, parameters);
                            parameters.add(row.id(), copy.entity().getIdentifierType());
                            table.bind(row.values(), parameters, session);
                        })
                        .toList());
    }
}
