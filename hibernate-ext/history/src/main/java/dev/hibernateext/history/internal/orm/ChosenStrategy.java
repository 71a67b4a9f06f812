/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.HistorySettings;
import dev.hibernateext.history.internal.orm.validity.BatchedValidityStrategy;
import java.util.Set;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.envers.configuration.EnversSettings;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.jspecify.annotations.Nullable;

/** The audit strategy of a factory: Envers' own validity strategy, by any of its names, becomes one that writes ends together. */
final class ChosenStrategy {

    private static final Set<String> VALIDITY = Set.of(
            "validity",
            "ValidityAuditStrategy",
            "org.hibernate.envers.strategy.ValidityAuditStrategy",
            ValidityAuditStrategy.class.getName());

    private ChosenStrategy() {}

    static void apply(StandardServiceRegistryBuilder builder) {
        var settings = builder.getSettings();
        var isWanted = !"false".equalsIgnoreCase(String.valueOf(settings.get(HistorySettings.BATCH_VALIDITY)));
        if (isWanted && VALIDITY.contains(name(settings.get(EnversSettings.AUDIT_STRATEGY)))) {
            builder.applySetting(EnversSettings.AUDIT_STRATEGY, BatchedValidityStrategy.class.getName());
        }
    }

    private static String name(@Nullable Object setting) {
        return setting instanceof Class<?> type ? type.getName() : String.valueOf(setting);
    }
}
