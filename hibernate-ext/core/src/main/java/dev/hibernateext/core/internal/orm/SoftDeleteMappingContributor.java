/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.Settings;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/** Puts entities with a deletion mark under the library's state management; found by Hibernate through the service loader. */
public final class SoftDeleteMappingContributor implements AdditionalMappingContributor {

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        var settings = Settings.of(context.getBootstrapContext().getServiceRegistry());
        if (!settings.isEnabled(Feature.SOFT_DELETE)) {
            return;
        }
        var entities = metadata.getEntityBindingMap().values();
        var marked = new HashSet<String>();
        entities.forEach(entity -> bindRoot(entity, marked));
        entities.forEach(entity -> bindSubclass(entity, marked));
        if (!marked.isEmpty()) {
            var associations = new SoftDeleteAssociations(marked);
            entities.forEach(associations::bind);
            metadata.getCollectionBindings().forEach(associations::bind);
            defineFlags(metadata);
        }
        bindKeys(metadata, marked, settings, context);
        if (settings.bool(CoreSettings.SOFT_DELETE_ARCHIVE_TABLES, false)) {
            new ArchiveTables(metadata, context).addAll(marked);
        }
    }

    private static void bindKeys(
            InFlightMetadataCollector metadata,
            Set<String> marked,
            Settings settings,
            MetadataBuildingContext context) {
        var all = settings.choice(CoreSettings.SOFT_DELETE_UNIQUE_ROWS, UniqueRows.class, UniqueRows.ALL);
        for (var entity : metadata.getEntityBindingMap().values()) {
            if (!marked.contains(entity.getEntityName())) {
                ActiveKeyBinder.refuse(entity);
            } else if (entity instanceof RootClass root) {
                new ActiveKeyBinder(root, context).bind(all == UniqueRows.ACTIVE);
            }
        }
        metadata.getCollectionBindings().forEach(KeyDeclarations::refuseIn);
    }

    private static void bindRoot(PersistentClass entity, Set<String> marked) {
        if (entity instanceof RootClass root && new SoftDeleteBinder(entity).bindRoot(root)) {
            marked.add(root.getEntityName());
        }
    }

    private static void bindSubclass(PersistentClass entity, Set<String> marked) {
        if (!(entity instanceof RootClass)) {
            new SoftDeleteBinder(entity).refuseOnSubclass();
            if (marked.contains(entity.getRootClass().getEntityName())) {
                marked.add(entity.getEntityName());
            }
        }
    }

    private static void defineFlags(InFlightMetadataCollector metadata) {
        for (var flag : ScopeFlag.values()) {
            metadata.addFilterDefinition(new FilterDefinition(flag.filter(), "", Map.of()));
        }
    }

    /** The values of {@link CoreSettings#SOFT_DELETE_UNIQUE_ROWS}. */
    private enum UniqueRows {
        ALL,
        ACTIVE
    }
}
