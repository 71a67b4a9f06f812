/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The way from a session or session factory to what this library adds to it.
 *
 * <p>Only for what concerns the library as a whole; each feature has an entry of its own, such as {@code Hooks.of(factory)}
 * or {@code OptimisticLocking.of(session)}.
 */
public final class HibernateExt {

    private HibernateExt() {}

    /**
     * What is added to a session.
     *
     * @param session an open session; a proxy of a container is unwrapped
     * @return the extension, which lives as long as the session and belongs to the same thread
     */
    public static ExtendedSession of(Session session) {
        return extensionOf(session.unwrap(SharedSessionContractImplementor.class));
    }

    /**
     * What is added to a stateless session.
     *
     * @param session an open stateless session
     * @return the extension, which lives as long as the session and belongs to the same thread
     * @throws ForeignSessionException if the session is none of Hibernate's
     */
    public static ExtendedSession of(StatelessSession session) {
        if (session instanceof SharedSessionContractImplementor implementor) {
            return extensionOf(implementor);
        }
        throw ForeignSessionException.ofType(session.getClass());
    }

    /**
     * What is added to the session behind an entity manager.
     *
     * @param entityManager an open entity manager of Hibernate; a proxy of a container is unwrapped
     * @return the extension, which lives as long as the session and belongs to the same thread
     */
    public static ExtendedSession of(EntityManager entityManager) {
        return extensionOf(entityManager.unwrap(SharedSessionContractImplementor.class));
    }

    /**
     * What is added to a session factory.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return the extension, which lives as long as the factory and may be shared by threads
     */
    public static ExtendedSessionFactory of(SessionFactory factory) {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(ExtendedSessionFactory.class);
    }

    private static ExtendedSession extensionOf(SharedSessionContractImplementor session) {
        return session.getExtension(ExtendedSession.class);
    }
}
