/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.spi.LoadQueryInfluencers;
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

    /** Adds to the WHERE of a statement that updates or marks one row in the table of the identifier. */
    default void restrict(EntityPersister persister, RestrictedTableMutationBuilder<?, ?> statement) {}

    /** Whether updates and upserts leave a column alone. */
    default boolean protects(EntityPersister persister, SelectableMapping column) {
        return false;
    }

    /** How a delete is written instead; null if rows are deleted. At most one rule of an entity says so. */
    default @Nullable RowMark mark() {
        return null;
    }
}
