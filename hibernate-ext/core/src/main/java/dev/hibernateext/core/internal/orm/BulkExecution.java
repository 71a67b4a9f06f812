/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.BulkStatement.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.query.spi.QueryOptions;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the statements Hibernate needs for one HQL statement: one for each table, filling a table of ids before.
 * They have the options of one query in common, and no table is written twice in the same way, so where that happens the
 * query is executed anew. Belongs to one session.
 */
final class BulkExecution {

    private @Nullable QueryOptions query;
    private final Set<DmlText> steps = new HashSet<>();
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final Set<String> tables = new HashSet<>();
    private @Nullable BulkChange soFar;

    /** Begins anew unless the step belongs to the execution under way. */
    void enter(ExecutedStatement statement, DmlText text) {
        var options = statement.context().getQueryOptions();
        if (query != options || !steps.add(text)) {
            clear();
            query = options;
            steps.add(text);
        }
        parameters.addAll(statement.parameters());
    }

    private void clear() {
        steps.clear();
        parameters.clear();
        tables.clear();
        soFar = null;
    }

    /** The change of the earlier steps, if any of them changed something. */
    @Nullable
    BulkChange soFar() {
        return soFar;
    }

    /** The change of all steps including one that affected these tables. */
    BulkChange with(BulkChange step) {
        tables.addAll(step.tables());
        var statement = new BulkStatement(kind(step), step.statement().source(), parameters);
        soFar = new BulkChange(statement, rowCount(step), tables, step.entityNames());
        return soFar;
    }

    private Kind kind(BulkChange step) {
        var kind = step.statement().kind();
        return soFar == null ? kind : DmlText.dominant(soFar.statement().kind(), kind);
    }

    /** The rows of a collection go before those of the entity, which is last; otherwise all steps affect as many rows. */
    private int rowCount(BulkChange step) {
        return soFar == null || kind(step) == Kind.DELETE
                ? step.rowCount()
                : Math.max(soFar.rowCount(), step.rowCount());
    }
}
