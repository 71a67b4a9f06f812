/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction.internal;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;

/** Opens stateless sessions on the connection and in the transaction of another session. Safe for use by many threads. */
public interface ChildSessions {

    /** A child with the tenant, interceptor, cache mode and suspended features of its parent, to be closed by the caller. */
    StatelessSessionImplementor open(SharedSessionContractImplementor parent);
}
