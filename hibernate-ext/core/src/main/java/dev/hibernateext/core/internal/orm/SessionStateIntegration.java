/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.ExtendedSession;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.tenant.TenantMissingException;
import dev.hibernateext.core.tenant.internal.TenantModel;
import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Gives every session and stateless session its {@link SessionState}. */
public final class SessionStateIntegration implements ExtensionIntegration<ExtendedSession> {

    @Override
    public Class<ExtendedSession> getExtensionType() {
        return ExtendedSession.class;
    }

    @Override
    public ExtendedSession createExtension(ExtensionIntegrationContext context) {
        var session = context.getSession();
        if (session.getTenantIdentifierValue() == null
                && !TenantModel.of(FactoryState.of(session.getFactory())).isEmpty()) {
            throw TenantMissingException.forSession();
        }
        return new SessionState(session);
    }
}
