/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import org.hibernate.engine.jdbc.internal.JdbcServicesImpl;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;

/** Hibernate's JDBC services with executors that capture. Leans on {@code engine/jdbc/internal/JdbcServicesImpl}. */
final class CapturingJdbcServices extends JdbcServicesImpl {

    private static final long serialVersionUID = 1L;

    private final transient JdbcMutationExecutor mutationExecutor = new CapturingMutationExecutor();
    private final transient JdbcSelectExecutor selectExecutor = new CapturingSelectExecutor();

    @Override
    public JdbcMutationExecutor getJdbcMutationExecutor() {
        return mutationExecutor;
    }

    @Override
    public JdbcSelectExecutor getJdbcSelectExecutor() {
        return selectExecutor;
    }
}
