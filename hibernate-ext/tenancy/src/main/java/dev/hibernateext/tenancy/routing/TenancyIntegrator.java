/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.rls.SecuredHistory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.config.spi.StandardConverters;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;

/** Looks at the entities of a factory with tenants, and watches loads; found by Hibernate through the service loader. */
public final class TenancyIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        var connections = TenantConnections.of(factory);
        if (connections == null) {
            return;
        }
        connections.begin(metadata, SecuredHistory.of(metadata, factory));
        if (factory.getJdbcServices().getDialect() instanceof PostgreSQLDialect) {
            connections.requireFitPooler();
        }
        refuseLoadsWithoutSession(factory);
        var listener = new LoadGuard();
        var registry = factory.getEventListenerRegistry();
        registry.getEventListenerGroup(EventType.LOAD).prependListener(listener);
        registry.getEventListenerGroup(EventType.POST_LOAD).prependListener(listener);
    }

    /** Not by the setting alone, since builders of factories set it too. */
    private static void refuseLoadsWithoutSession(SessionFactoryImplementor factory) {
        var allowed = factory.getProperties().get(TenancySettings.LOADS_WITHOUT_SESSION);
        if (factory.getSessionFactoryOptions().isInitializeLazyStateOutsideTransactionsEnabled()
                && (allowed == null || !StandardConverters.BOOLEAN.convert(allowed))) {
            throw TenancyConfigurationException.loadsWithoutSession();
        }
    }
}
