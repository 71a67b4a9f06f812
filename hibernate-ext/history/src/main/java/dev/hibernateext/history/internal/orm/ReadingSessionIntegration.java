/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Gives each session and stateless session its {@link ReadingSession}; found by Hibernate through the service loader. */
public final class ReadingSessionIntegration implements ExtensionIntegration<ReadingSession> {

    @Override
    public Class<ReadingSession> getExtensionType() {
        return ReadingSession.class;
    }

    @Override
    public ReadingSession createExtension(ExtensionIntegrationContext context) {
        return new ReadingSession(context.getSession());
    }
}
