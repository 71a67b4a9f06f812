/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.internal.orm.Envers;
import dev.hibernateext.history.internal.orm.RecordedModel;
import dev.hibernateext.history.revision.ContextRevision;
import dev.hibernateext.history.revision.NumberedRevision;
import dev.hibernateext.history.revision.PlainRevision;
import java.util.Map;
import org.hibernate.audit.spi.ChangelogSupplier;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.cfg.StateManagementSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.temporal.spi.ChangesetCoordinator;

/**
 * Gives Hibernate's own {@code @Audited} an entity of changesets where the application has none: revisions in the table of Envers, with the
 * context unless rows belong to tenants. Without one, Hibernate takes the time for an id, and two transactions of a microsecond for one. Found by Hibernate through
 * the service loader.
 */
public final class ChangelogContributor implements AdditionalMappingContributor {

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        var columns = new ChangesetColumns(metadata, context);
        var registry = context.getBootstrapContext().getServiceRegistry();
        var coordinator = registry.requireService(ChangesetCoordinator.class);
        var settings = registry.requireService(ConfigurationService.class).getSettings();
        var model = new RecordedModel(metadata.getEntityBindingMap().values());
        if (!columns.exist() || model.isTemporal() || isChosen(coordinator, settings)) {
            return;
        }
        var changelog = model.revision().orElse(model.hasTenants() ? PlainRevision.class : ContextRevision.class);
        if (model.revision().isEmpty() && !Envers.mapsRevisions(model, registry)) {
            contributions.contributeEntity(changelog);
        }
        coordinator.contributeIdentifierSupplier(supplier(changelog), Long.class);
        columns.refer(changelog);
    }

    private static boolean isChosen(ChangesetCoordinator coordinator, Map<String, Object> settings) {
        return !coordinator.isIdentifierTypeInstant()
                || settings.get(StateManagementSettings.CHANGESET_ID_SUPPLIER) != null
                || "false".equalsIgnoreCase(String.valueOf(settings.get(HistorySettings.RECORD_CONTEXT)));
    }

    private static ChangelogSupplier<Long> supplier(Class<? extends NumberedRevision> changelog) {
        return new ChangelogSupplier<>(changelog, "number", "at", null, null);
    }
}
