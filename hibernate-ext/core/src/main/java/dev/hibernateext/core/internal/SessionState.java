/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal;

import dev.hibernateext.core.ExtendedSession;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.FeatureNotSuspendableException;
import dev.hibernateext.core.HibernateExt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the library keeps for one session. Belongs to that session's thread. Created with every session, so it starts out
 * empty.
 */
public final class SessionState implements ExtendedSession {

    private final SharedSessionContractImplementor session;
    private @Nullable FactoryState factory;
    private final List<Feature> suspended = new ArrayList<>(0);
    private @Nullable List<Object> attachments;
    private boolean outcomeUnknown;

    /** Called while the session is being constructed: nothing of it may be used here. */
    public SessionState(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** The state of a session. */
    public static SessionState of(SharedSessionContractImplementor session) {
        return (SessionState) session.getExtension(ExtendedSession.class);
    }

    @Override
    public FactoryState factory() {
        if (factory == null) {
            factory = (FactoryState) HibernateExt.of(session.getFactory());
        }
        return factory;
    }

    /** The session this is the state of. */
    public SharedSessionContractImplementor session() {
        return session;
    }

    @Override
    public boolean isActive(Feature feature) {
        return !suspended.contains(feature) && factory().isEnabled(feature);
    }

    @Override
    public Suspension without(Feature... features) {
        var these = List.of(features);
        for (var lasting : List.of(Feature.SOFT_DELETE, Feature.TENANT_ROWS)) {
            if (these.contains(lasting)) {
                throw FeatureNotSuspendableException.of(lasting);
            }
        }
        suspended.addAll(these);
        publishSuspensions();
        return new OneTimeSuspension(() -> {
            these.forEach(suspended::remove);
            publishSuspensions();
        });
    }

    /** Suspends here what is suspended in another session at this moment, for as long as this session lives. */
    public void suspendLike(SessionState other) {
        if (!other.suspended.isEmpty()) {
            suspended.addAll(other.suspended);
            publishSuspensions();
        }
    }

    private void publishSuspensions() {
        factory().suspended(session.getLoadQueryInfluencers(), suspended);
    }

    /** Whether the connection broke during the last commit and nobody could tell what became of it. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /** For whoever watches the commits of the session. */
    public void outcomeUnknown(boolean value) {
        outcomeUnknown = value;
    }

    /** The one instance of a final class this session has, made on first use. */
    public <T> T attachment(Class<T> type, Function<? super SessionState, ? extends T> maker) {
        var existing = findAttachment(type);
        return existing != null ? existing : attach(maker.apply(this));
    }

    /** The instance of a final class this session has, if it was needed so far. */
    public <T> @Nullable T findAttachment(Class<T> type) {
        if (attachments != null) {
            for (var attachment : attachments) {
                if (attachment.getClass() == type) {
                    return type.cast(attachment);
                }
            }
        }
        return null;
    }

    private <T> T attach(T attachment) {
        if (attachments == null) {
            attachments = new ArrayList<>(4);
        }
        attachments.add(attachment);
        return attachment;
    }

    private static final class OneTimeSuspension implements Suspension {

        private @Nullable Runnable end;

        OneTimeSuspension(Runnable end) {
            this.end = end;
        }

        @Override
        public void close() {
            if (end != null) {
                end.run();
                end = null;
            }
        }
    }
}
