/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.ExtendedSessionFactory;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.Settings;
import org.hibernate.service.spi.SessionFactoryServiceContributor;
import org.hibernate.service.spi.SessionFactoryServiceInitiator;
import org.hibernate.service.spi.SessionFactoryServiceInitiatorContext;
import org.hibernate.service.spi.SessionFactoryServiceRegistryBuilder;

/** Gives every session factory its {@link FactoryState}. */
public final class FactoryStateContributor implements SessionFactoryServiceContributor {

    @Override
    public void contribute(SessionFactoryServiceRegistryBuilder builder) {
        builder.addInitiator(new Initiator());
    }

    private static final class Initiator implements SessionFactoryServiceInitiator<ExtendedSessionFactory> {

        @Override
        public Class<ExtendedSessionFactory> getServiceInitiated() {
            return ExtendedSessionFactory.class;
        }

        @Override
        public ExtendedSessionFactory initiateService(SessionFactoryServiceInitiatorContext context) {
            return new FactoryState(Settings.of(context.getServiceRegistry()));
        }
    }
}
