/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.session;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionImplementor;

/** Finds the session of Hibernate behind the proxies of containers. */
public final class OpenSession {

    private OpenSession() {}

    /**
     * The session an entity manager works with at the moment. A container's proxy is a session too and hands out itself for that;
     * the one behind it is asked for.
     *
     * @param entityManager of Hibernate; a shared one of a container only in a transaction
     * @return the session, open
     * @throws ClosedSessionException if it is closed, or a shared one outside of a transaction
     */
    public static SessionImplementor behind(EntityManager entityManager) {
        var session = unwrapped(entityManager);
        if (!session.isOpen()) {
            throw ClosedSessionException.of(null);
        }
        return session;
    }

    private static SessionImplementor unwrapped(EntityManager entityManager) {
        try {
            return entityManager.unwrap(SessionImplementor.class);
        } catch (IllegalStateException e) {
            throw ClosedSessionException.of(e);
        }
    }
}
