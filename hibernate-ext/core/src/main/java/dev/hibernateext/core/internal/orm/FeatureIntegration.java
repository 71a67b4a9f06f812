/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;

/** Wires one feature to a session factory that is being built. */
interface FeatureIntegration {

    /** Registers what the feature needs for these mappings, and nothing where it needs nothing. */
    void integrate(Boot boot);

    /** A session factory being built: mappings are complete, persisters do not exist yet. */
    record Boot(Metadata metadata, SessionFactoryImplementor factory) {

        FactoryState state() {
            return FactoryState.of(factory);
        }

        EventListenerRegistry listeners() {
            return factory.getEventListenerRegistry();
        }
    }
}
