/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.MappedEntity;
import java.util.Collection;
import java.util.Set;

/** The entities of a factory by their tables. */
public interface MappedEntities {

    /** No entity at all: for listeners that are never called. */
    MappedEntities NONE = tables -> Set.of();

    /** The entities, and owners of collections, with rows in any of these tables. */
    Set<MappedEntity> touching(Collection<String> tables);
}
