/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/** Wires the features to a session factory that is being built; found by Hibernate through the service loader. */
public final class CoreIntegrator implements Integrator {

    /** In the order in which their listeners are called. */
    private static final List<FeatureIntegration> FEATURES = List.of(
            new StampIntegration(), //
            new SoftDeleteIntegration(), //
            new TenantIntegration(), //
            new BulkIntegration(), //
            new ChangeIntegration(), //
            new TransactionIntegration(), //
            new ConstraintIntegration(), //
            new ValidationIntegration(), //
            new HookIntegration());

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        factory.getEventListenerRegistry().addDuplicationStrategy(new CoreListener.KeepOriginal());
        var boot = new FeatureIntegration.Boot(metadata, factory);
        FEATURES.forEach(feature -> feature.integrate(boot));
    }
}
