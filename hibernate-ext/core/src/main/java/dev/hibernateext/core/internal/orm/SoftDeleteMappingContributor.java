/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

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
        entities.forEach(entity -> bind(entity, marked));
        if (!marked.isEmpty()) {
            var associations = new SoftDeleteAssociations(marked);
            entities.forEach(associations::bind);
            metadata.getCollectionBindings().forEach(associations::bind);
            defineFlags(metadata);
        }
    }

    private static void bind(PersistentClass entity, Set<String> marked) {
        var binder = new SoftDeleteBinder(entity);
        if (entity instanceof RootClass root) {
            if (binder.bindRoot(root)) {
                marked.add(root.getEntityName());
            }
        } else {
            binder.refuseOnSubclass();
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
}
