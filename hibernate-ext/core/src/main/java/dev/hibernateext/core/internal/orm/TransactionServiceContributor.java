/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.internal.Settings;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.resource.transaction.internal.TransactionCoordinatorBuilderInitiator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Puts the library behind the resource-local transactions of the strategy the user chose. Leans on {@code
 * org.hibernate.resource.transaction.internal.TransactionCoordinatorBuilderInitiator} for that choice.
 */
public final class TransactionServiceContributor implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addInitiator(new Initiator());
    }

    private static final class Initiator implements StandardServiceInitiator<TransactionCoordinatorBuilder> {

        @Override
        public Class<TransactionCoordinatorBuilder> getServiceInitiated() {
            return TransactionCoordinatorBuilder.class;
        }

        @Override
        public TransactionCoordinatorBuilder initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            var chosen = TransactionCoordinatorBuilderInitiator.INSTANCE.initiateService(settings, registry);
            return chosen.isJta() || !Settings.of(registry).bool(CoreSettings.ENABLED, true)
                    ? chosen
                    : new WatchingCoordinatorBuilder(chosen);
        }
    }
}
