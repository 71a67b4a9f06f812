/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.stamp.internal.StampModel;
import dev.hibernateext.mixins.VersionTimestamp;
import dev.hibernateext.mixins.VersionedEntity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.usertype.UserVersionType;

/** Which entities of one factory have bulk statements rewritten. Complete before the first session is opened. */
final class BulkModel {

    private final FactoryState factory;
    private final Map<String, BulkEntity> entities = new ConcurrentHashMap<>();

    private BulkModel(FactoryState factory) {
        this.factory = factory;
    }

    static BulkModel of(FactoryState factory) {
        return factory.component(BulkModel.class, () -> new BulkModel(factory));
    }

    /** Adds an entity while the factory is being built. */
    void add(PersistentClass entity) {
        var stamps = StampModel.of(factory).of(entity.getEntityName());
        var version = entity.getVersion();
        var versioned = factory.isEnabled(Feature.LOCK)
                && version != null
                && (!stamps.isEmpty() || isOurs(entity, version))
                && !UserVersionType.class.isAssignableFrom(version.getType().getClass());
        var bulk = new BulkEntity(stamps, versioned);
        if (!bulk.isUntouched()) {
            entities.put(entity.getEntityName(), bulk);
        }
    }

    private static boolean isOurs(PersistentClass entity, Property version) {
        var type = entity.getMappedClass();
        return MappedAnnotations.has(version, VersionTimestamp.class)
                || (type != null && VersionedEntity.class.isAssignableFrom(type));
    }

    /** What to do for an entity in the session that the influencers belong to. */
    BulkEntity of(String entity, LoadQueryInfluencers influencers) {
        var bulk = entities.getOrDefault(entity, BulkEntity.UNTOUCHED);
        return bulk.isUntouched()
                ? bulk
                : bulk.without(
                        factory.isSuspended(Feature.STAMP, influencers),
                        factory.isSuspended(Feature.LOCK, influencers));
    }
}
