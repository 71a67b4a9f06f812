/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The question whether a result is fresh.
 *
 * @param reader the session that asks
 * @param result what the result is made of
 * @param since when the transaction began that has read it, or the reader's, whichever is earlier
 * @param now the time of the region factory
 */
record Look(SharedSessionContractImplementor reader, ReadRows result, long since, long now) {

    ReadColumns columns() {
        return result.columns();
    }
}
