/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Ends results of what is written behind a write, wherever they are kept. */
interface ReachedResults {

    /**
     * Tables are written behind a statement that is about to run. Outside a transaction, Hibernate tells the end of the statement by {@code
     * invalidate}.
     *
     * @param own whose rows, in those of which the statement tells it
     */
    void reach(Reached reached, Reach own, SharedSessionContractImplementor session);
}
