/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.retention.RetentionTables;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Tells retention the tables of Envers; found by Hibernate through the service loader. Without Envers it does nothing. */
public final class RetentionServiceContributor implements ServiceContributor {

    private static final String ENVERS = "org.hibernate.envers.boot.internal.EnversService";

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        var loader = RetentionServiceContributor.class.getClassLoader();
        if (loader.getResource(ENVERS.replace('.', '/') + ".class") != null) {
            builder.addService(RetentionTables.class, new EnversTables());
        }
    }
}
