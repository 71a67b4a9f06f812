/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.internal.Problems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.jspecify.annotations.Nullable;

/** What the entities and collections of a model declare of their regions. */
final class DeclaredRegions {

    private final Map<String, Bounds> bounds = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private final Problems problems;

    private DeclaredRegions(Problems problems) {
        this.problems = problems;
    }

    /** What cannot be read is left out. */
    static DeclaredRegions of(Metadata model, Problems problems) {
        var regions = new DeclaredRegions(problems);
        model.getEntityBindings().forEach(regions::read);
        model.getCollectionBindings().forEach(regions::read);
        return regions;
    }

    /** What is declared, with who declares it: where nobody reads it, that is an error. */
    static void forEach(Metadata model, BiConsumer<CacheRegion, String> action) {
        model.getEntityBindings().forEach(entity -> accept(annotation(entity), entity.getEntityName(), action));
        model.getCollectionBindings()
                .forEach(collection -> accept(CollectionMember.annotation(collection), collection.getRole(), action));
    }

    private static void accept(@Nullable CacheRegion region, String where, BiConsumer<CacheRegion, String> action) {
        if (region != null) {
            action.accept(region, where);
        }
    }

    private void read(PersistentClass entity) {
        var declared = annotation(entity);
        if (entity instanceof RootClass root && (root.isCached() || root.getNaturalIdCacheRegionName() != null)) {
            read(root, declared);
        } else if (declared != null) {
            problems.add(CacheRegionException.notCached(entity.getEntityName()));
        }
    }

    private void read(RootClass root, @Nullable CacheRegion declared) {
        var naturalIds = root.getNaturalIdCacheRegionName();
        if (root.isCached()) {
            add(root.getCacheRegionName(), declared, root.getEntityName());
        }
        if (naturalIds != null) {
            add(naturalIds, declared, root.getEntityName());
        }
    }

    private void read(Collection collection) {
        var declared = CollectionMember.annotation(collection);
        if (collection.getCacheConcurrencyStrategy() != null) {
            add(collection.getCacheRegionName(), declared, collection.getRole());
        } else if (declared != null) {
            problems.add(CacheRegionException.notCached(collection.getRole()));
        }
    }

    private void add(String region, @Nullable CacheRegion declared, String where) {
        names.add(region);
        if (declared != null) {
            problems.collect(() -> Bounds.of(declared, region, where)).ifPresent(said -> add(region, said));
        }
    }

    private void add(String region, Bounds said) {
        var before = bounds.putIfAbsent(region, said);
        if (before != null && !before.saysAs(said)) {
            problems.add(CacheRegionException.contradiction(region, before.where(), said.where()));
        }
    }

    private static @Nullable CacheRegion annotation(PersistentClass entity) {
        var type = entity.getMappedClass();
        return type == null ? null : type.getDeclaredAnnotation(CacheRegion.class);
    }

    Map<String, Bounds> bounds() {
        return bounds;
    }

    Set<String> names() {
        return names;
    }
}
