/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant.internal;

import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.core.internal.FactoryState;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Opens sessions that see and write the rows of all tenants. Whoever holds this object decides who may; there is no name by which
 * a session could be made one. Safe for use by many threads.
 *
 * <p>Such a session neither reads nor fills the caches; what it writes leaves those of the row's tenant. An instance it inserts has to name its tenant. Its statements are
 * written anew each time. Sessions the library opens on its connection see all tenants too.
 */
public final class AllTenants {

    /** A Hibernate filter without a condition: it keeps plans apart, and enabled by hand it does nothing else. */
    public static final String FILTER = "hibernate.ext.tenant.all";

    private final SessionFactory factory;

    private AllTenants(SessionFactory factory) {
        this.factory = factory;
    }

    /** The one of a factory. */
    public static AllTenants of(SessionFactory factory) {
        return new AllTenants(factory);
    }

    /** Whether the session that the influencers belong to sees all tenants; cheap in a session without any filter. */
    public static boolean areSeenBy(LoadQueryInfluencers influencers) {
        return influencers.hasEnabledFilters()
                && influencers.getEnabledFilter(FILTER) != null
                && Admitted.of(influencers.getSessionFactory()).sessions.contains(influencers);
    }

    /** Lets a child see all tenants where its parent does. */
    public static void inherit(SharedSessionContract parent, SharedSessionContract child) {
        if (areSeenBy(influencers(parent))) {
            admit(child);
        }
    }

    /**
     * Opens a session with a connection of its own.
     *
     * @param connection the tenant identifier the connection is taken with; it restricts nothing
     */
    public Session open(Object connection) {
        return admitted(factory.withOptions().tenantIdentifier(connection).openSession());
    }

    /**
     * Opens a stateless session with a connection of its own.
     *
     * @param connection the tenant identifier the connection is taken with; it restricts nothing
     */
    public StatelessSession openStateless(Object connection) {
        return admit(factory.withStatelessOptions().tenantIdentifier(connection).openStatelessSession());
    }

    /** Opens a session that shares the connection and the transaction of another, and is closed by the caller. */
    public Session openChild(SharedSessionContract parent) {
        return admitted(parent.sessionWithOptions().connection().openSession());
    }

    /** Opens a stateless session that shares the connection and the transaction of another, and is closed by the caller. */
    public StatelessSession openStatelessChild(SharedSessionContract parent) {
        return admit(ChildSessions.of(parent).openStateless((SharedSessionContractImplementor) parent));
    }

    private static Session admitted(Session session) {
        // find(Class, Object) asks the properties and not the cache mode in ORM 7.4
        session.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS);
        session.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
        return admit(session);
    }

    private static <S extends SharedSessionContract> S admit(S session) {
        session.setCacheMode(CacheMode.IGNORE);
        session.enableFilter(FILTER);
        Admitted.of(session.getFactory()).sessions.add(influencers(session));
        return session;
    }

    private static LoadQueryInfluencers influencers(SharedSessionContract session) {
        return ((SharedSessionContractImplementor) session).getLoadQueryInfluencers();
    }

    /** The sessions of one factory that see all tenants, by the identity of their influencers, which do not override equals. */
    private static final class Admitted {

        private final Set<LoadQueryInfluencers> sessions =
                Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

        static Admitted of(SessionFactory factory) {
            return FactoryState.of(factory).component(Admitted.class, Admitted::new);
        }
    }
}
