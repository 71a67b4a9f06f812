/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant.internal;

import dev.hibernateext.core.internal.FactoryState;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Who sees the native statements of a factory's sessions before they run. */
public final class NativeStatements {

    private volatile @Nullable Watch watch;

    /** Looks at native statements, on the thread that runs them. */
    public interface Watch {

        /** A statement is about to run; what is thrown keeps it from running. */
        void runs(String sql, SharedSessionContractImplementor session);
    }

    /** Executors of statements that show those that are native. */
    public interface Showing {}

    /**
     * Shows the native statements of a factory from now on.
     *
     * @return false if another library has taken the place of the executors, so that nothing would be shown
     */
    public static boolean show(SessionFactoryImplementor factory, Watch watch) {
        of(factory).watch = watch;
        return factory.getJdbcServices().getJdbcSelectExecutor() instanceof Showing
                && factory.getJdbcServices().getJdbcMutationExecutor() instanceof Showing;
    }

    /** A native statement of a session is about to run. */
    public static void runs(String sql, SharedSessionContractImplementor session) {
        var watch = of(session.getFactory()).watch;
        if (watch != null) {
            watch.runs(sql, session);
        }
    }

    private static NativeStatements of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(NativeStatements.class, NativeStatements::new);
    }
}
