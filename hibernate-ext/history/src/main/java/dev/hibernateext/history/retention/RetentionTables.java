/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.Collection;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.Service;

/** Knows the tables of histories. Implemented by what keeps them. Safe for use by many threads. */
public interface RetentionTables extends Service {

    /**
     * The entities whose histories are in these tables.
     *
     * @param session of the factory
     * @return names of root entities
     */
    Collection<String> entities(SharedSessionContractImplementor session);

    /**
     * The tables of a hierarchy.
     *
     * @param session whose tenant the rows belong to
     * @param root the name of the root entity
     * @return those of collections first, that of the entities last
     */
    List<RetentionTable> of(SharedSessionContractImplementor session, String root);

    /**
     * An attribute whose values are to be erased.
     *
     * @param session of the factory
     * @param root the name of the root entity
     * @param path the attribute, of the root or of a subclass
     * @return its names in rows
     * @throws dev.hibernateext.history.NotRecordedException if it is not recorded
     * @throws ErasureRefusedException if it is a collection
     */
    ErasedValue erased(SharedSessionContractImplementor session, String root, String path);

    /**
     * The table of revisions.
     *
     * @param session of the factory
     * @return their entity
     */
    RevisionTable revisions(SharedSessionContractImplementor session);
}
