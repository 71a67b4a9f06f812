/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import static org.hibernate.cfg.QuerySettings.SEMANTIC_QUERY_TRANSLATOR;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.internal.orm.shared.SharedPersisters;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.persister.internal.PersisterClassResolverInitiator;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.query.sqm.mutation.internal.SqmMultiTableMutationStrategyProviderInitiator;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Puts the library between Hibernate and the services that run bulk statements and choose persisters, keeping the user's
 * choice behind it. Leans on {@code org.hibernate.query.sqm.mutation.internal.SqmMultiTableMutationStrategyProviderInitiator}
 * and {@code org.hibernate.persister.internal.PersisterClassResolverInitiator} for Hibernate's own.
 */
public final class CoreServiceContributor implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        chainTranslator(builder);
        builder.addInitiator(new StrategyProviderInitiator());
        builder.addInitiator(new PersisterResolverInitiator());
        builder.addInitiator(new SharedPersisters.Initiator());
        if (!CapturingServiceContributor.isOff(builder.getSettings(), CoreSettings.ENABLED)) {
            builder.addInitiator(new WatchedMutations.Initiator());
        }
    }

    /* The setting takes the name of a class only: an instance fails with a ClassCastException in ORM 7.4. */
    private static void chainTranslator(StandardServiceRegistryBuilder builder) {
        var ours = RewritingTranslatorFactory.class.getName();
        var chosen = builder.getSettings().get(SEMANTIC_QUERY_TRANSLATOR);
        if (chosen != null && !ours.equals(chosen)) {
            builder.applySetting(RewritingTranslatorFactory.DELEGATE, chosen);
        }
        builder.applySetting(SEMANTIC_QUERY_TRANSLATOR, ours);
    }

    private static final class PersisterResolverInitiator implements StandardServiceInitiator<PersisterClassResolver> {

        @Override
        public Class<PersisterClassResolver> getServiceInitiated() {
            return PersisterClassResolver.class;
        }

        @Override
        public PersisterClassResolver initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new RowPersisterResolver(
                    PersisterClassResolverInitiator.INSTANCE.initiateService(settings, registry));
        }
    }

    private static final class StrategyProviderInitiator
            implements StandardServiceInitiator<SqmMultiTableMutationStrategyProvider> {

        @Override
        public Class<SqmMultiTableMutationStrategyProvider> getServiceInitiated() {
            return SqmMultiTableMutationStrategyProvider.class;
        }

        @Override
        public SqmMultiTableMutationStrategyProvider initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new RewritingStrategyProvider(
                    SqmMultiTableMutationStrategyProviderInitiator.INSTANCE.initiateService(settings, registry));
        }
    }
}
