/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.history.internal.orm.log.LogBatches;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;

/** Listens to what sessions tell of rows with a history, and statements need to know; found by Hibernate through the service loader. */
public final class StatementIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        if (LogBatches.isKept(metadata)) {
            WrittenRows.watch(factory);
            factory.addObserver(new WhenComplete(() -> StatementHistory.of(factory)));
        }
        if (StatementRecording.isWithEnvers(factory) && Listening.isWanted(factory)) {
            Listening.begin(factory);
        }
    }

    /** Acts when all integrators, that of Envers among them, have registered. */
    private static final class WhenComplete implements SessionFactoryObserver {

        private static final long serialVersionUID = 1L;

        private final transient Runnable action;

        WhenComplete(Runnable action) {
            this.action = action;
        }

        @Override
        public void sessionFactoryCreated(SessionFactory factory) {
            action.run();
        }
    }

    /** Loaded only where Envers is. */
    private static final class Listening {

        static boolean isWanted(SessionFactoryImplementor factory) {
            var envers = factory.getServiceRegistry().requireService(EnversService.class);
            return envers.isEnabled()
                    && envers.isInitialized()
                    && envers.getEntitiesConfigurations().hasAuditedEntities();
        }

        static void begin(SessionFactoryImplementor factory) {
            var listeners = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
            var recording = new UpsertRecording();
            listeners.getEventListenerGroup(EventType.PRE_UPSERT).appendListener(recording);
            listeners.getEventListenerGroup(EventType.POST_UPSERT).appendListener(recording);
            var envers = factory.getServiceRegistry().requireService(EnversService.class);
            factory.addObserver(new WhenComplete(() -> {
                StatementHistory.of(factory);
                CollectionListeners.register(listeners, envers);
            }));
        }
    }
}
