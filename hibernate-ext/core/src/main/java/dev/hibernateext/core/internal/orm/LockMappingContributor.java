/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.Settings;
import dev.hibernateext.core.lock.VersionTimestampPlacementException;
import dev.hibernateext.core.lock.internal.TimestampVersion;
import dev.hibernateext.mixins.VersionTimestamp;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** Gives versions with {@code @VersionTimestamp} their generator; found by Hibernate through the service loader. */
public final class LockMappingContributor implements AdditionalMappingContributor {

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        var registry = context.getBootstrapContext().getServiceRegistry();
        if (Settings.of(registry).isEnabled(Feature.LOCK)) {
            metadata.getEntityBindingMap().values().forEach(LockMappingContributor::bind);
        }
    }

    private static void bind(PersistentClass entity) {
        entity.getProperties().forEach(property -> bind(entity, property));
        var version = entity.getVersion();
        if (version != null && entity.getRootClass() == entity) {
            bind(entity, version);
        }
    }

    private static void bind(PersistentClass entity, Property property) {
        if (property.getValue() instanceof Component component) {
            component.getProperties().forEach(part -> bind(entity, part));
        } else if (MappedAnnotations.has(property, VersionTimestamp.class)) {
            attach(entity, property);
        }
    }

    private static void attach(PersistentClass entity, Property property) {
        if (property != entity.getRootClass().getVersion()) {
            throw VersionTimestampPlacementException.notVersion(entity.getEntityName(), property.getName());
        }
        var type = property.getType().getReturnedClass();
        if (!TimestampVersion.supports(type)) {
            throw VersionTimestampPlacementException.notTemporal(entity.getEntityName(), property.getName());
        }
        property.setValueGeneratorCreator(
                context -> new VersionTimestampGenerator(new TimestampVersion(type, digits(context))));
    }

    private static int digits(GeneratorCreationContext context) {
        var column = context.getProperty().getColumns().get(0);
        var declared = column.getTemporalPrecision();
        return declared != null ? declared : context.getDatabase().getDialect().getDefaultTimestampPrecision();
    }
}
