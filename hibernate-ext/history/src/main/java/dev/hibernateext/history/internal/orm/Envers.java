/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.retention.RetentionTables;
import java.util.Optional;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.service.ServiceRegistry;

/** Envers, which need not be on the class path: nothing else may touch what leans on its classes. */
public final class Envers {

    private static final String SERVICE = "org.hibernate.envers.boot.internal.EnversService";

    private Envers() {}

    /** Makes Envers record the context in the factories of a registry, and gives what reads its tables; without it, nothing. */
    public static Optional<RowBackend> provide(StandardServiceRegistryBuilder builder) {
        if (!isPresent()) {
            return Optional.empty();
        }
        ChosenStrategy.apply(builder);
        if (builder.getSettings().get(MappingSettings.COLUMN_ORDERING_STRATEGY) == null) {
            builder.applySetting(MappingSettings.COLUMN_ORDERING_STRATEGY, HistoryKeyOrder.class.getName());
        }
        RecordingEnversService.provide(builder);
        builder.addService(RetentionTables.class, new EnversTables());
        return Optional.of(new EnversBackend());
    }

    /** Whether Envers maps an entity of revisions for a model, now or when its turn comes. */
    public static boolean mapsRevisions(RecordedModel model, ServiceRegistry registry) {
        return isPresent() && RecordingEnversService.mapsRevisions(model, registry);
    }

    private static boolean isPresent() {
        var loader = Envers.class.getClassLoader();
        try {
            Class.forName(SERVICE, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
