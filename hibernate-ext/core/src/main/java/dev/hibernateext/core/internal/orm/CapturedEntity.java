/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.MappedEntity;
import dev.hibernateext.core.change.internal.ImageShape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What is needed to capture changes of one entity. Immutable. */
final class CapturedEntity {

    private final MappedEntity mapped;
    private final ImageShape shape;
    private final boolean[] notUpdated;
    private final List<OwnedCollection> ownedCollections;

    CapturedEntity(EntityPersister persister) {
        var insertable = persister.getPropertyInsertability();
        var updatable = persister.getPropertyUpdateability();
        var generators = persister.getGenerators();
        var written = new boolean[insertable.length];
        notUpdated = new boolean[insertable.length];
        for (int i = 0; i < written.length; i++) {
            var updated = updatable[i] || generatesOnUpdate(generators[i]);
            written[i] = insertable[i] || updated || generators[i] != null;
            notUpdated[i] = !updated;
        }
        mapped = new MappedEntity(
                persister.getEntityName(), persister.getMappedClass(), Set.of(persister.getPropertySpaces()));
        shape = ImageShape.of(persister, written);
        ownedCollections = OwnedCollection.allOf(persister);
    }

    private static boolean generatesOnUpdate(@Nullable Generator generator) {
        return generator != null && generator.generatesOnUpdate();
    }

    MappedEntity mapped() {
        return mapped;
    }

    ImageShape shape() {
        return shape;
    }

    /** By position, the attributes an update statement leaves alone. */
    boolean[] notUpdated() {
        return notUpdated;
    }

    /** The collections whose rows a stateless session writes with the entity. */
    List<OwnedCollection> ownedCollections() {
        return ownedCollections;
    }

    /** The tables a stateless session writes with the entity. */
    Set<String> tablesWritten() {
        var tables = new LinkedHashSet<>(mapped.tables());
        ownedCollections.forEach(owned -> tables.addAll(owned.tables()));
        return tables;
    }
}
