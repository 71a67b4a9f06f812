/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.routing.StatementRoute;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees the texts of all statements on connections of tenants.
 *
 * @param hibernate who prepares
 * @param audit looks at statements that are not Hibernate's, or null
 * @param logging whether statements are logged
 */
record StatementWatch(
        HibernateStatements hibernate, @Nullable IsolationAudit audit, boolean logging)
        implements StatementRoute.Watch {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy.statements");

    @Override
    public void opens(SharedSessionContractImplementor session) {
        session.getEventListenerManager().addListener(hibernate);
    }

    @Override
    public Connection watched(Connection connection, TenantKey tenant) {
        return WatchedConnection.around(connection, new Watched(tenant, this));
    }

    @Override
    public Connection unwatched(Connection connection) {
        return Proxy.isProxyClass(connection.getClass())
                        && Proxy.getInvocationHandler(connection) instanceof WatchedConnection watched
                ? watched.inner()
                : connection;
    }

    /** The statements of one connection. */
    record Watched(TenantKey tenant, StatementWatch watch) {

        boolean isHibernates() {
            return watch.hibernate.isPreparing();
        }

        void runs(String sql) {
            if (watch.logging) {
                LOG.debugf("[%s] %s", tenant.value(), sql);
            }
            var audit = watch.audit;
            if (audit != null && !isHibernates()) {
                audit.runs(sql, tenant);
            }
        }
    }
}
