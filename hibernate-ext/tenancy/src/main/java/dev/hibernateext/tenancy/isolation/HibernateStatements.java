/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import org.hibernate.SessionEventListener;

/** Knows when it is Hibernate that prepares a statement, and not who works with its connection. */
final class HibernateStatements implements SessionEventListener {

    private static final long serialVersionUID = 1L;

    private final transient ThreadLocal<Boolean> preparing = new ThreadLocal<>();

    boolean isPreparing() {
        return preparing.get() != null;
    }

    @Override
    public void jdbcPrepareStatementStart() {
        preparing.set(true);
    }

    @Override
    public void jdbcPrepareStatementEnd() {
        preparing.remove();
    }
}
