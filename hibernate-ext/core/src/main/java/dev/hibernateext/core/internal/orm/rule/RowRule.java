/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.ast.builder.RestrictedTableMutationBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a feature demands of all reads and writes of the rows of one entity hierarchy. Safe for use by many threads.
 *
 * <p>Mappings are not complete when coordinators and mappings are made: columns are looked up when they are asked for.
 */
public interface RowRule {

    /** Whether sessions with these influencers read other rows than most; their loaders are not shared. */
    boolean isAffectedBy(LoadQueryInfluencers influencers);

    /**
     * The rows a read may see, null for all. Values that differ by session are parameters that ask the session when the
     * statement is executed: what this answers becomes part of a shared plan.
     */
    @Nullable
    RowRestriction onRead(EntityMappingType type, RowRead read, LoadQueryInfluencers influencers);

    /** How much of the rows a session with these influencers may write. */
    RowWrite write(LoadQueryInfluencers influencers);

    /** Adds to the WHERE of a statement that writes one row in the table of the identifier. */
    default void restrict(EntityPersister persister, Restricted statement) {}

    /**
     * Gives the parameters that were added to a statement their values, before it is executed for one row.
     *
     * @param row that is about to be written
     * @param state the values that are written; null for a delete, and where only the version is
     * @param bindings of the statement
     */
    default void bind(Bound row, Object @Nullable [] state, JdbcValueBindings bindings) {}

    /** Throws if the identifier alone says that the session may not write the row. */
    default void check(EntityPersister persister, Object id, SharedSessionContractImplementor session) {}

    /** Whether updates of other tables of the row are restricted too, by an update of the table of the identifier. */
    default boolean guardsAllTables() {
        return false;
    }

    /** Whether updates and upserts leave a column alone. */
    default boolean protects(EntityPersister persister, SelectableMapping column) {
        return false;
    }

    /** How a delete is written instead; null if rows are deleted. At most one rule of an entity says so. */
    default @Nullable RowMark mark() {
        return null;
    }

    /**
     * A statement that is being made.
     *
     * @param kind what it does
     * @param write how much the sessions that will execute it may write
     * @param builder of the statement
     */
    record Restricted(RowStatement kind, RowWrite write, RestrictedTableMutationBuilder<?, ?> builder) {}

    /**
     * A row that is about to be written.
     *
     * @param persister of the row's entity
     * @param kind what is done to it
     * @param session the session that writes
     */
    record Bound(EntityPersister persister, RowStatement kind, SharedSessionContractImplementor session) {}
}
