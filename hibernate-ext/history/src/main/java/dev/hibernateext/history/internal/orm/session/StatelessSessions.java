/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.session;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.core.internal.SessionState;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;

/** Opens and unwraps stateless sessions. */
public final class StatelessSessions {

    private StatelessSessions() {}

    /** Opens one that shares the connection, the transaction and the tenant of another session; the caller closes it. */
    public static StatelessSessionImplementor openChild(SharedSessionContractImplementor parent) {
        return ChildSessions.of(parent).openStateless(parent);
    }

    /** The session itself, where a container gave a proxy. */
    public static SharedSessionContractImplementor unwrap(StatelessSession session) {
        return ((SessionState) HibernateExt.of(session)).session();
    }
}
