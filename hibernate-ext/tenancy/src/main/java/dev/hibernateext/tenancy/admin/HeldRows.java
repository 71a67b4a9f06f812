/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.tenant.internal.RewrittenSelects;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewriting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * Executes statements about several tenants and holds their rows, a number of them at most.
 *
 * @param question whose parameters they have
 * @param options their limits
 * @param halt ends them
 * @param counter counts them
 */
record HeldRows(Question<?> question, AdminQueryOptions options, Halt halt, Runnable counter) {

    /** For more, fewer tenants are asked at once. */
    static final int MOST = 10_000;

    /**
     * Executes one.
     *
     * @throws NotTogether if it has too many rows
     */
    List<@Nullable Object[]> rows(
            SharedSessionContractImplementor session, SqmSelectStatement<Object[]> statement, Rewriting rewriting) {
        var query = question.in(session, statement, options);
        halt.begins(session);
        try (var stream = RewrittenSelects.during(session, counted(rewriting), query::getResultStream)) {
            var rows = new ArrayList<@Nullable Object[]>();
            for (var found = stream.iterator(); found.hasNext(); ) {
                if (rows.size() == MOST) {
                    throw NotTogether.tooMany("rows");
                }
                rows.add(found.next());
            }
            return rows;
        } finally {
            halt.ends(session);
        }
    }

    /** What is not written is not executed either. */
    private Rewriting counted(Rewriting rewriting) {
        return (select, session) -> {
            var rewritten = rewriting.rewrite(select, session);
            counter.run();
            return rewritten;
        };
    }

    static @Nullable Object[] withoutLast(@Nullable Object[] row) {
        return Arrays.copyOf(row, row.length - 1);
    }
}
