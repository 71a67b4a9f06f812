/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jboss.logging.Logger;

/** Warns if another library has put its own JDBC services in the place of ours. */
final class Displacement implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.change");

    private static final String DISPLACED =
            "HEXT000210: %s is in the place of the JDBC services of Hibernate Ext: changes made by HQL, criteria and native statements are not captured, hooks around them are not called, and stateless ones leave cached query results stale. Load Hibernate Ext after the other library or set %s and %s to false.";

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        var services = ((SessionFactoryImplementor) factory).getJdbcServices();
        if (!(services instanceof CapturingJdbcServices)) {
            LOG.warnf(DISPLACED, services.getClass().getName(), Feature.CHANGE.setting(), Feature.HOOK.setting());
        }
    }
}
