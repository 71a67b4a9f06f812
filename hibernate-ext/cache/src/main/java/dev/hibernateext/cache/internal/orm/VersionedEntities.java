/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Of which entities a row with a certain version is the row that had it before: each update raises a number, and no identifier comes
 * again.
 */
final class VersionedEntities {

    /** Two updates may have the same time. */
    private static final Set<Class<?>> NUMBERS =
            Set.of(short.class, Short.class, int.class, Integer.class, long.class, Long.class);

    private VersionedEntities() {}

    static boolean areKept(EntityPersister entity) {
        return entity.isVersioned()
                && entity.optimisticLockStyle().isVersion()
                && NUMBERS.contains(entity.getVersionType().getReturnedClass())
                && !isVersionComputed(entity)
                && isVersionOfAll(entity)
                && isIdentifierNew(entity);
    }

    private static boolean isVersionComputed(EntityPersister entity) {
        var generator = entity.getGenerators()[entity.getVersionPropertyIndex()];
        return generator != null && generator.generatedOnExecution();
    }

    private static boolean isVersionOfAll(EntityPersister entity) {
        var versioned = entity.getPropertyVersionability();
        var updated = entity.getPropertyUpdateability();
        var types = entity.getPropertyTypes();
        for (var i = 0; i < versioned.length; i++) {
            if (updated[i] && !versioned[i] && !types[i].isCollectionType()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdentifierNew(EntityPersister entity) {
        var generator = entity.getGenerator();
        return generator != null && generator.generatesOnInsert() && !generator.allowAssignedIdentifiers();
    }
}
