/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jboss.logging.Logger;

/** Checks row-level security when the factory has been built, and its schema with it. */
final class BootCheck implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    private static final String UNSAFE = "HEXT000602: %s";
    private static final String CHECKED =
            "HEXT000603: Row-level security of %d tables was checked within %d ms, %d holes";

    private final transient RowLevelSecurity security;
    private final Mode mode;

    BootCheck(RowLevelSecurity security, Mode mode) {
        this.security = security;
        this.mode = mode;
    }

    enum Mode {
        REFUSE,
        WARN,
        OFF
    }

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        if (mode == Mode.OFF) {
            return;
        }
        var began = System.nanoTime();
        var findings = findings(factory.unwrap(SessionFactoryImplementor.class));
        LOG.infof(
                CHECKED,
                security.tableNames().size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                findings.size());
        if (findings.isEmpty()) {
            return;
        }
        var error = RowLevelSecurityException.unsafe(findings);
        if (mode == Mode.REFUSE) {
            throw error;
        }
        LOG.warnf(UNSAFE, error.getMessage());
    }

    private List<SecurityFinding> findings(SessionFactoryImplementor factory) {
        try {
            var access = factory.getJdbcServices().getBootstrapJdbcConnectionAccess();
            Connection connection = access.obtainConnection();
            try {
                return security.check(connection).findings();
            } finally {
                access.releaseConnection(connection);
            }
        } catch (SQLException e) {
            throw RowLevelSecurityException.notChecked(e);
        }
    }
}
