/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.Settings;
import dev.hibernateext.core.tenant.TenantMappingException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Value;

/**
 * Takes Hibernate's filter for tenants out of the mappings, which keeps plans from being cached, and puts entities with a tenant
 * attribute under the library's state management; found by Hibernate through the service loader. Leans on {@code
 * org.hibernate.binder.internal.TenantIdBinder} for the name of the filter.
 */
public final class TenantMappingContributor implements AdditionalMappingContributor {

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        var registry = context.getBootstrapContext().getServiceRegistry();
        if (!Settings.of(registry).isEnabled(Feature.TENANT_ROWS)) {
            return;
        }
        var owned = new HashSet<String>();
        var entities = metadata.getEntityBindingMap().values();
        entities.forEach(entity -> bindRoot(entity, owned));
        entities.forEach(entity -> bindSubclass(entity, owned));
        if (!owned.isEmpty()) {
            metadata.getFilterDefinitions().remove(TenantIdBinder.FILTER_NAME);
            metadata.addFilterDefinition(new FilterDefinition(AllTenants.FILTER, "", Map.of()));
            entities.forEach(
                    entity -> entity.getProperties().forEach(property -> refuseNull(property.getValue(), owned)));
            metadata.getCollectionBindings().forEach(collection -> refuseNull(collection.getElement(), owned));
        }
    }

    private static void bindRoot(PersistentClass entity, Set<String> owned) {
        if (entity instanceof RootClass root && isFiltered(root)) {
            var tenants = TenantBinder.tenantsOf(root);
            if (tenants.size() != 1) {
                throw TenantMappingException.refused(
                        root.getEntityName(),
                        "it has %d attributes with @TenantId that are attributes of it or of an embeddable of it"
                                .formatted(tenants.size()),
                        "Have one");
            }
            new TenantBinder(root).bind(tenants.get(0));
            unfilter(root);
            owned.add(root.getEntityName());
        }
    }

    private static void bindSubclass(PersistentClass entity, Set<String> owned) {
        if (entity instanceof RootClass) {
            return;
        }
        if (isFiltered(entity)) {
            throw TenantMappingException.refused(
                    entity.getEntityName(),
                    "@TenantId is on a subclass, and a hierarchy belongs to tenants as a whole",
                    "Move it to the root entity " + entity.getRootClass().getEntityName());
        }
        if (owned.contains(entity.getRootClass().getEntityName())) {
            TenantBinder.refuseCustomSql(entity);
            owned.add(entity.getEntityName());
        }
    }

    private static boolean isFiltered(PersistentClass entity) {
        return entity.getFilters().stream().anyMatch(filter -> TenantIdBinder.FILTER_NAME.equals(filter.getName()));
    }

    private static void unfilter(RootClass root) {
        root.getFilters().removeIf(filter -> TenantIdBinder.FILTER_NAME.equals(filter.getName()));
    }

    /* Fetched with its owner, a reference to a row of another tenant would be null, and the next update of the owner would write
     * that null to the foreign key. Where Hibernate thinks that no constraint keeps the row from being absent, it throws. The
     * constraints are built already and stay. */
    private static void refuseNull(Value value, Set<String> owned) {
        if (value instanceof ManyToOne reference
                && owned.contains(reference.getReferencedEntityName())
                && reference.isForeignKeyEnabled()) {
            reference.disableForeignKey();
        } else if (value instanceof Component embedded) {
            embedded.getProperties().forEach(part -> refuseNull(part.getValue(), owned));
        }
    }
}
