/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant.internal;

import dev.hibernateext.core.internal.SessionState;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.JdbcParameterBinder;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.jspecify.annotations.Nullable;

/**
 * Puts another statement in the place of the one Hibernate wrote for a query, whose rows are read as those of the first. So one
 * query can be asked for several tenants at once. Belongs to the session's thread.
 */
public final class RewrittenSelects {

    private @Nullable Rewriting pending;

    private RewrittenSelects() {}

    /** Writes the other statement. */
    @FunctionalInterface
    public interface Rewriting {

        /** What is thrown keeps the query from running. */
        Rewritten rewrite(JdbcSelect select, SharedSessionContractImplementor session);
    }

    /**
     * A statement.
     *
     * @param sql with the columns of the first one in their places
     * @param binders one for each parameter, in their order
     */
    public record Rewritten(String sql, List<JdbcParameterBinder> binders) {}

    /** A parameter that is compared with the tenant of a row. */
    public interface TenantParameter {

        /** Binds a tenant instead of the session's. */
        JdbcParameterBinder boundTo(Object tenant);
    }

    /** An executor of queries that asks here. */
    public interface Heeding {}

    /** Whether the queries of a session are executed so. */
    public static boolean areHeeded(SharedSessionContractImplementor session) {
        return session.getFactory().getJdbcServices().getJdbcSelectExecutor() instanceof Heeding;
    }

    /** Executes one query with another statement. */
    public static <T> T during(SharedSessionContractImplementor session, Rewriting rewriting, Supplier<T> query) {
        var selects = SessionState.of(session).attachment(RewrittenSelects.class, state -> new RewrittenSelects());
        selects.pending = rewriting;
        try {
            return query.get();
        } finally {
            selects.pending = null;
        }
    }

    /** What is to be done with the query a session is about to execute, once. */
    public static @Nullable Rewriting take(SharedSessionContractImplementor session) {
        var selects = SessionState.of(session).findAttachment(RewrittenSelects.class);
        if (selects == null) {
            return null;
        }
        var taken = selects.pending;
        selects.pending = null;
        return taken;
    }
}
