/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.internal.Settings;
import dev.hibernateext.core.stamp.StampMappingException;
import dev.hibernateext.core.stamp.internal.StampAttribute;
import dev.hibernateext.core.stamp.internal.StampKind;
import dev.hibernateext.core.stamp.internal.TimeFormat;
import java.util.List;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/**
 * Turns annotated properties into stamps: gives them their generator and keeps creation stamps out of every update.
 *
 * <p>A generator that does not allow mutation is not enough for the latter: {@code MERGE} and embeddables look at the
 * column, so the column is made non-updatable too.
 */
public final class StampMappingContributor implements AdditionalMappingContributor {

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        var settings = Settings.of(context.getBootstrapContext().getServiceRegistry());
        if (settings.isEnabled(Feature.STAMP)) {
            var dialect = metadata.getDatabase().getDialect();
            metadata.getEntityBindingMap().values().forEach(entity -> new Binder(entity, dialect).bind());
        }
    }

    private record Binder(PersistentClass entity, Dialect dialect) {

        void bind() {
            for (var property : entity.getProperties()) {
                if (!bindStamp(property, List.of(property.getName()))) {
                    bindInside(property);
                }
            }
        }

        private void bindInside(Property property) {
            if (property.getValue() instanceof Component embedded) {
                bindEmbedded(property, embedded);
            } else if (property.getValue() instanceof Collection collection
                    && collection.getElement() instanceof Component element) {
                rejectStamps(List.of(property.getName()), element, "an embeddable of a collection");
            }
        }

        private void bindEmbedded(Property owner, Component embedded) {
            var stamped = false;
            for (var property : embedded.getProperties()) {
                var path = List.of(owner.getName(), property.getName());
                stamped |= bindStamp(property, path);
                if (property.getValue() instanceof Component nested) {
                    rejectStamps(path, nested, "an embeddable inside another one");
                }
            }
            if (stamped) {
                prepareOwner(owner, embedded);
            }
        }

        /* The stamps of an embeddable cannot be put into the state of a row one by one, which the cure for dynamic updates
         * in a stateless session needs; so such an entity updates all columns. */
        private void prepareOwner(Property owner, Component embedded) {
            var type = embedded.getComponentClass();
            if (type != null && type.isRecord()) {
                throw StampMappingException.unsupportedPlace(
                        entity.getEntityName() + "." + owner.getName(), "a record, whose components cannot be set");
            }
            entity.setDynamicUpdate(false);
        }

        private boolean bindStamp(Property property, List<String> path) {
            for (var kind : StampKind.values()) {
                if (MappedAnnotations.has(property, kind.annotation())) {
                    bindStamp(property, attribute(property, path, kind));
                    return true;
                }
            }
            return false;
        }

        private void bindStamp(Property property, StampAttribute attribute) {
            property.setValueGeneratorCreator(new StampBinding(attribute));
            if (attribute.kind().isCreation()) {
                property.setUpdatable(false);
                property.getValue().setNonUpdatable();
            }
        }

        private StampAttribute attribute(Property property, List<String> path, StampKind kind) {
            var plain = new StampAttribute(entity.getEntityName(), path, kind, null);
            var type = property.getValue().getType().getReturnedClass();
            if (kind.isTime()) {
                return new StampAttribute(plain.entity(), path, kind, format(property, type, plain.label()));
            }
            if (type != String.class) {
                throw StampMappingException.unsupportedType(plain.label(), type, "a String");
            }
            return plain;
        }

        private TimeFormat format(Property property, Class<?> type, String label) {
            var format = TimeFormat.of(type, digits(property));
            if (format == null) {
                throw StampMappingException.unsupportedType(label, type, TimeFormat.ALLOWED);
            }
            return format;
        }

        private int digits(Property property) {
            var columns = property.getColumns();
            var precision = columns.isEmpty() ? null : columns.get(0).getTemporalPrecision();
            return digitsOf(precision);
        }

        private int digitsOf(@Nullable Integer precision) {
            return Math.min(9, precision == null ? dialect.getDefaultTimestampPrecision() : precision);
        }

        private void rejectStamps(List<String> path, Component embeddable, String place) {
            for (var property : embeddable.getProperties()) {
                for (var kind : StampKind.values()) {
                    if (MappedAnnotations.has(property, kind.annotation())) {
                        throw StampMappingException.unsupportedPlace(
                                entity.getEntityName() + "." + String.join(".", path) + "." + property.getName(),
                                place);
                    }
                }
            }
        }
    }
}
