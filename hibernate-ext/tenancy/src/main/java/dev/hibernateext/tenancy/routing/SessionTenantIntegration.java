/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Guards each session and stateless session as it opens; found by Hibernate through the service loader. */
public final class SessionTenantIntegration implements ExtensionIntegration<SessionTenantIntegration.Guarded> {

    /** Says that a session was looked at. */
    public static final class Guarded implements Extension {

        private static final Guarded INSTANCE = new Guarded();

        private Guarded() {}
    }

    @Override
    public Class<Guarded> getExtensionType() {
        return Guarded.class;
    }

    @Override
    public Guarded createExtension(ExtensionIntegrationContext context) {
        var session = context.getSession();
        var connections = TenantConnections.of(session.getFactory());
        if (connections != null) {
            connections.sessionOpens(session);
            SessionTenant.guard(session);
        }
        return Guarded.INSTANCE;
    }
}
