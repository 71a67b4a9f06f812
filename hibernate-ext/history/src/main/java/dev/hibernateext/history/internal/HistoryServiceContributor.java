/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal;

import dev.hibernateext.history.HistoryBackend;
import dev.hibernateext.history.internal.orm.Envers;
import dev.hibernateext.history.internal.orm.RowBackend;
import dev.hibernateext.history.internal.orm.log.LogBackend;
import dev.hibernateext.history.internal.orm.statement.StatementRecording;
import java.util.ArrayList;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Gives a factory its histories; found by Hibernate through the service loader. */
public final class HistoryServiceContributor implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        var backends = new ArrayList<RowBackend>();
        backends.add(new LogBackend());
        Envers.provide(builder).ifPresent(backends::add);
        StatementRecording.provide(builder, backends.size() > 1);
        builder.addService(HistoryBackend.class, new BackendByEntity(backends));
    }
}
