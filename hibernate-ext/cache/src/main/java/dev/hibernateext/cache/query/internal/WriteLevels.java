/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.EndLevel;
import java.util.Collection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Who knows what writes were like. Safe for use by many threads. */
public interface WriteLevels {

    /** By what level of knowledge a result has ended, the least where several writes have ended it. */
    EndLevel endedBy(Collection<String> tables, long since, SharedSessionContractImplementor session);
}
