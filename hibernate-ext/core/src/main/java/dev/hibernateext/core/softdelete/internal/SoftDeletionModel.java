/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.internal.FactoryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** The soft-deletable entities of one factory. Complete before the first session is opened. */
public final class SoftDeletionModel {

    private final Map<String, SoftDeletion> entities = new ConcurrentHashMap<>();
    private final Map<String, List<String>> cachedRoles = new ConcurrentHashMap<>();
    private final Map<String, List<UniqueKey>> uniqueKeys = new ConcurrentHashMap<>();

    private volatile EntityWatch watch = EntityWatch.NOBODY;

    private SoftDeletionModel() {}

    /** The model of a factory. */
    public static SoftDeletionModel of(FactoryState factory) {
        return factory.component(SoftDeletionModel.class, SoftDeletionModel::new);
    }

    /** The model of a factory, for those who do not know its state. */
    public static SoftDeletionModel of(SessionFactory factory) {
        return of(FactoryState.of(factory));
    }

    /** Adds an entity, the root or a subclass of it, while the factory is being built. */
    public void add(String entity, SoftDeletion deletion) {
        entities.put(entity, deletion);
    }

    /** Adds a collection in the second-level cache whose elements are rows of a soft-deletable root. */
    public void addCachedRole(String root, String role) {
        cachedRoles.computeIfAbsent(root, key -> new ArrayList<>()).add(role);
    }

    /** How rows of an entity are deleted; null if they are deleted for good. */
    public @Nullable SoftDeletion of(@Nullable String entity) {
        return entity == null ? null : entities.get(entity);
    }

    /** The collections whose cached content is wrong once rows of a root are deleted or restored. */
    public List<String> cachedRoles(String root) {
        return cachedRoles.getOrDefault(root, List.of());
    }

    /**
     * Adds a key that no two rows of a root that are there may have in common. A restore looks for other holders of it before
     * it writes.
     */
    public void addUniqueKey(String root, UniqueKey key) {
        var keys = uniqueKeys.computeIfAbsent(root, name -> new ArrayList<>());
        if (!keys.contains(key)) {
            keys.add(key);
        }
    }

    /** The unique keys of a root and its subclasses. */
    public List<UniqueKey> uniqueKeys(String root) {
        return uniqueKeys.getOrDefault(root, List.of());
    }

    /** Sets who sees single entities. */
    public void watchedBy(EntityWatch entityWatch) {
        watch = entityWatch;
    }

    /** Who sees single entities. */
    public EntityWatch watch() {
        return watch;
    }

    /** Whether no entity is soft-deletable. */
    public boolean isEmpty() {
        return entities.isEmpty();
    }
}
