/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.Collection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** Who keeps the histories of some entities, as far as statements are concerned. Safe for use by many threads. */
interface RowLog {

    /** Whether it keeps the history of an entity. */
    boolean keeps(String entity);

    /** Whether an entry of a delete says what the row was. */
    boolean keepsDeleted(String entity);

    /**
     * The elements of collections that go with rows of one entity; a statement for each collection.
     *
     * @return records that they went
     */
    Runnable elements(StoredRows stored, EntityPersister persister, Collection<Object> ids);

    /**
     * What a statement of the session did to rows.
     *
     * @param states what deleted ones were, as far as that is kept
     */
    void add(SharedSessionContractImplementor session, Collection<RowKey> rows, RowChange change, DeletedStates states);
}
