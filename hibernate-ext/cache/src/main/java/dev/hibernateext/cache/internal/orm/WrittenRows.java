/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Collection;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;

/** Is shown what sessions write, row by row, where results of queries end with it. */
interface WrittenRows extends TimestampsCache {

    void updated(PostUpdateEvent event);

    void inserted(PostInsertEvent event);

    /** A statement that leaves versions as they are is about to run. */
    void passVersions(Collection<String> spaces, SharedSessionContractImplementor session);
}
