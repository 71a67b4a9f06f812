/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.estimate.internal;

import dev.hibernateext.core.internal.SessionState;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** What stands before each query that a session sends at the moment. Belongs to the session's thread. */
public final class StatementPrefix {

    private String text = "";

    private StatementPrefix() {}

    /** A statement as the session is to send it. */
    public static String before(String sql, SharedSessionContractImplementor session) {
        var prefix = SessionState.of(session).findAttachment(StatementPrefix.class);
        return prefix == null ? sql : prefix.text + sql;
    }

    /** Executes one query behind a text. No flush may happen meanwhile, whose queries would get it too. */
    public static <T> T during(SharedSessionContractImplementor session, String text, Supplier<T> query) {
        var prefix = SessionState.of(session).attachment(StatementPrefix.class, state -> new StatementPrefix());
        prefix.text = text;
        try {
            return query.get();
        } finally {
            prefix.text = "";
        }
    }

    /** Whether the queries of a session get it. */
    public static boolean isHeeded(SharedSessionContractImplementor session) {
        return session.getFactory().getJdbcServices().getJdbcSelectExecutor() instanceof Heeding;
    }

    /** An executor of queries that sends them so. */
    public interface Heeding {}
}
