/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A delete that is written as an update. */
public interface RowMark {

    /** The columns that are set, all in the table of the identifier. */
    List<SelectableMapping> columns(EntityPersister persister);

    /** The values of the columns for one row. */
    List<@Nullable Object> values(Row row);

    /** Called when the statement for a row is executed or in its batch. */
    void marked(Row row, @Nullable Object entity);

    /** Called before a session that may write all columns updates a row. */
    void unmarking(Row row);

    /**
     * A row about to be marked.
     *
     * @param persister of the row's entity
     * @param id the row's identifier
     * @param session the session that deletes it
     */
    record Row(EntityPersister persister, Object id, SharedSessionContractImplementor session) {}
}
