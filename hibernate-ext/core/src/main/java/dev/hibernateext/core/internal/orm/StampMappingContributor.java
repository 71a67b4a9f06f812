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
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.generator.EventType;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.jspecify.annotations.Nullable;

/**
 * Turns annotated properties into stamps: gives them their generator and keeps creation stamps out of every update.
 *
 * <p>A generator that does not allow mutation is not enough for the latter: {@code MERGE} and embeddables look at the
 * column, so the column is made non-updatable too.
 */
public final class StampMappingContributor implements AdditionalMappingContributor {

    private static final String IDENTIFIER = "an identifier, which the row must have before it is stamped";

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
            if (entity instanceof RootClass root) {
                rejectKeys(root);
            }
            for (var property : entity.getProperties()) {
                if (!bindStamp(property, List.of(property.getName()))) {
                    bindInside(property);
                }
            }
        }

        private void rejectKeys(RootClass root) {
            if (root.getIdentifierProperty() != null) {
                rejectStamp(root.getIdentifierProperty(), List.of(), IDENTIFIER);
            }
            if (root.getIdentifier() instanceof Component parts) {
                var path = root.hasIdentifierProperty()
                        ? List.of(root.getIdentifierProperty().getName())
                        : List.<String>of();
                rejectStamps(path, parts, IDENTIFIER);
            }
            if (root.getVersion() != null) {
                rejectStamp(root.getVersion(), List.of(), "the version, which must grow; see @VersionTimestamp");
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
            var events = EnumSet.noneOf(EventType.class);
            for (var property : embedded.getProperties()) {
                var path = List.of(owner.getName(), property.getName());
                if (bindStamp(property, path)) {
                    events.addAll(bound(property).kind().events());
                }
                if (property.getValue() instanceof Component nested) {
                    rejectStamps(path, nested, "an embeddable inside another one");
                }
            }
            if (!events.isEmpty()) {
                bindOwner(owner, embedded, events);
            }
        }

        private static StampAttribute bound(Property property) {
            return ((StampBinding) property.getValueGeneratorCreator()).attribute();
        }

        private void bindOwner(Property owner, Component embedded, EnumSet<EventType> events) {
            var label = entity.getEntityName() + "." + owner.getName();
            var type = embedded.getComponentClass();
            if (type != null && type.isRecord()) {
                throw StampMappingException.unsupportedPlace(label, "a record, whose components cannot be set");
            }
            if (isGeneratedByOthers(owner) || embedded.getProperties().stream().anyMatch(this::isGeneratedByOthers)) {
                throw StampMappingException.unsupportedPlace(
                        label, "an embeddable with values that another generator makes");
            }
            owner.setValueGeneratorCreator(
                    new EmbeddedStampsGenerator.Binding(entity.getEntityName(), owner.getName(), events));
        }

        private boolean isGeneratedByOthers(Property property) {
            var creator = property.getValueGeneratorCreator();
            return creator != null && !(creator instanceof StampBinding);
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
            embeddable.getProperties().forEach(property -> rejectStamp(property, path, place));
        }

        private void rejectStamp(Property property, List<String> path, String place) {
            for (var kind : StampKind.values()) {
                if (MappedAnnotations.has(property, kind.annotation())) {
                    var names = Stream.concat(path.stream(), Stream.of(property.getName()));
                    throw StampMappingException.unsupportedPlace(
                            entity.getEntityName() + "." + names.collect(Collectors.joining(".")), place);
                }
            }
        }
    }
}
