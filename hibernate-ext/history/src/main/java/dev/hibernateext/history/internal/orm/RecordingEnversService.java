/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.revision.ContextRevision;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.boot.internal.InFlightMetadataCollectorImpl;
import org.hibernate.boot.internal.MetadataBuildingContextRootImpl;
import org.hibernate.boot.internal.RootMappingDefaults;
import org.hibernate.boot.model.source.internal.annotations.AnnotationMetadataSourceProcessorImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.spi.EffectiveMappingDefaults;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.boot.internal.EnversServiceImpl;
import org.hibernate.envers.configuration.internal.MappingCollector;
import org.hibernate.service.ServiceRegistry;

/**
 * Leans on {@code EnversServiceImpl}: Envers looks for the entity of revisions the moment it is initialized, so that what maps one
 * has to come right before.
 */
final class RecordingEnversService extends EnversServiceImpl {

    private RecordingEnversService() {}

    /** Takes the place of Envers' own, whichever of the two is found first: what is provided wins over what is initiated. */
    static void provide(StandardServiceRegistryBuilder builder) {
        var service = new RecordingEnversService();
        service.configure(Map.copyOf(withoutNulls(builder.getSettings())));
        builder.addService(EnversService.class, service);
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void initialize(
            MetadataImplementor metadata, MappingCollector collector, EffectiveMappingDefaults mappingDefaults) {
        var model = new RecordedModel(metadata.getEntityBindings());
        if (isWanted(metadata.getMetadataBuildingOptions().getServiceRegistry(), model)) {
            map(ContextRevision.class, (InFlightMetadataCollector) metadata, mappingDefaults);
        }
        super.initialize(metadata, collector, mappingDefaults);
    }

    /** Whether an entity of revisions is mapped, now or when Envers' turn comes. */
    static boolean mapsRevisions(RecordedModel model, ServiceRegistry registry) {
        var envers = registry.getService(EnversService.class);
        return envers != null && envers.isEnabled() && isWanted(registry, model);
    }

    private static boolean isWanted(ServiceRegistry registry, RecordedModel model) {
        var settings = registry.requireService(ConfigurationService.class).getSettings();
        return !"false".equalsIgnoreCase(String.valueOf(settings.get(HistorySettings.RECORD_CONTEXT)))
                && model.isAudited()
                && !model.hasRevisions()
                && !model.hasTenants();
    }

    private static void map(
            Class<?> entity, InFlightMetadataCollector metadata, EffectiveMappingDefaults mappingDefaults) {
        var options = metadata.getMetadataBuildingOptions();
        var context = new MetadataBuildingContextRootImpl(
                "hibernate-ext-history", metadata.getBootstrapContext(), options, metadata, (RootMappingDefaults)
                        mappingDefaults);
        AnnotationMetadataSourceProcessorImpl.processAdditionalMappings(
                List.of(entity), List.of(), List.of(), context, options);
        // the types of attributes are found in a second pass, and Envers asks for them at once
        ((InFlightMetadataCollectorImpl) metadata).processSecondPasses(context);
    }
}
