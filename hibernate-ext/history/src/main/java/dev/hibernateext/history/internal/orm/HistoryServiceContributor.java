/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.core.change.internal.StatementWatch;
import dev.hibernateext.history.HistoryBackend;
import dev.hibernateext.history.internal.statement.StatementRecording;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Gives a factory its history; found by Hibernate through the service loader. Without Envers it does nothing. */
public final class HistoryServiceContributor implements ServiceContributor {

    private static final String ENVERS = "org.hibernate.envers.boot.internal.EnversService";

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        if (isEnversPresent()) {
            RecordingEnversService.provide(builder);
            builder.addService(HistoryBackend.class, new EnversBackend());
            builder.addService(StatementWatch.class, new StatementRecording());
        }
    }

    private static boolean isEnversPresent() {
        var loader = HistoryServiceContributor.class.getClassLoader();
        try {
            Class.forName(ENVERS, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
