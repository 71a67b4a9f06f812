/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.internal.FactoryState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Told of the statements of JDBC that run for HQL, criteria and native statements which change rows, and of cacheable queries, on the thread
 * that runs them.
 */
public interface ExecutionWatch {

    /** One statement of HQL or the criteria API, or a part of it, is about to run. */
    void beforeOwn(Own statement, SharedSessionContractImplementor session);

    /** A native statement is about to run. */
    void beforeNative(Native statement, SharedSessionContractImplementor session);

    /** A native statement has run. */
    void afterNative(Native statement, SharedSessionContractImplementor session);

    /**
     * A query is about to run whose result may be taken from the cache or put there.
     *
     * @return passed on when it is over
     */
    @Nullable
    Cacheable beforeCacheable(Cacheable query, SharedSessionContractImplementor session);

    /** Such a query is over, however it ended. */
    void afterCacheable(@Nullable Cacheable outer, SharedSessionContractImplementor session);

    /**
     * A statement of HQL or the criteria API, or a part of it.
     *
     * @param sql its text
     * @param tables the query spaces it writes
     */
    record Own(String sql, Set<String> tables) {}

    /**
     * A query whose result may be cached.
     *
     * @param sql its text
     * @param tables the query spaces it reads
     * @param isNative whether it is written in SQL
     * @param parameters what is bound
     */
    record Cacheable(String sql, Set<String> tables, boolean isNative, Parameters parameters) {}

    /** What is bound to the marks of a statement, in their order. */
    interface Parameters {

        /** How many there are. */
        int count();

        /** The value of one; null if it is null or not known. */
        @Nullable
        Object value(int position);
    }

    /**
     * A native statement.
     *
     * @param tables the query spaces it writes: those it declares, else those its text names, all that are mapped if that cannot be said
     * @param isTakenForAll whether Hibernate has announced that all tables are written, because it declares none
     * @param mayRemove whether rows may go
     */
    record Native(Set<String> tables, boolean isTakenForAll, boolean mayRemove) {}

    /**
     * Tells a watch of the statements of a factory from now on.
     *
     * @return false if another library has taken the place of the executors, so that nothing would be told
     */
    static boolean add(SessionFactoryImplementor factory, ExecutionWatch watch) {
        var isTold = factory.getJdbcServices().getJdbcSelectExecutor() instanceof Telling
                && factory.getJdbcServices().getJdbcMutationExecutor() instanceof Telling;
        if (isTold) {
            Watches.of(FactoryState.of(factory)).all().add(watch);
        }
        return isTold;
    }

    /** What runs statements and tells watches of them. */
    interface Telling {}

    /**
     * The watches of a factory.
     *
     * @param all in the order in which they are told
     */
    record Watches(List<ExecutionWatch> all) {

        /** Those of one factory. */
        public static Watches of(FactoryState factory) {
            return factory.component(Watches.class, () -> new Watches(new CopyOnWriteArrayList<>()));
        }
    }
}
