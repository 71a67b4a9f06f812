/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.internal.orm;

import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Hibernate makes the extensions of a session while it opens it; that is the moment to note the session. */
public final class SessionTracking implements ExtensionIntegration<SessionTracking.Noted> {

    /** For the service loader. */
    public SessionTracking() {
        // The tracker, if there is one, comes with each session's factory.
    }

    @Override
    public Class<Noted> getExtensionType() {
        return Noted.class;
    }

    @Override
    public Noted createExtension(ExtensionIntegrationContext context) {
        var session = context.getSession();
        if (session.getFactory().getProperties().get(OpenSessions.SETTING) instanceof OpenSessions sessions) {
            sessions.opened(session);
        }
        return Noted.INSTANCE;
    }

    /** Carries nothing: that it was made is all that matters. */
    public static final class Noted implements Extension {

        private static final Noted INSTANCE = new Noted();

        private Noted() {}
    }
}
