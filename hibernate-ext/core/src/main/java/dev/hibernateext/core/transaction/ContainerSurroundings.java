/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** A container, such as Spring, hands out the session of its transaction as the factory's current session. */
record ContainerSurroundings(SessionFactoryImplementor factory) implements Surroundings {

    @Override
    public @Nullable Object marker() {
        return session();
    }

    /* There is no way to ask whether there is a current session: the contract is to throw. */
    @Override
    public @Nullable SessionImplementor session() {
        try {
            var current = factory.getCurrentSession().unwrap(SessionImplementor.class);
            return current.isTransactionInProgress() ? current : null;
        } catch (HibernateException e) {
            return null;
        }
    }

    /** A new session works on a connection of its own, so nothing has to wait. */
    @Override
    public Suspension suspend() {
        return Suspension.NOTHING;
    }
}
