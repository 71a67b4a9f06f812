/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Column;

/** What the comparison must not miss: gives every attribute's column another name. */
public final class HarmfulIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        metadata.getEntityBindings().stream()
                .flatMap(entity -> entity.getProperties().stream())
                .flatMap(property -> property.getColumns().stream())
                .forEach(HarmfulIntegrator::rename);
    }

    private static void rename(Column column) {
        column.setName("harmed_" + column.getName());
    }
}
