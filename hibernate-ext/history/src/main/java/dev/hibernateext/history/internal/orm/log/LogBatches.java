/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.core.CoreSettings;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.internal.MutationExecutorServiceInitiator;
import org.hibernate.engine.jdbc.mutation.internal.NoBatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.sql.model.MutationOperationGroup;
import org.hibernate.sql.model.MutationType;

/**
 * Keeps Hibernate's own log whole in JDBC batches. Hibernate 7.4 loses the first entry of a transaction where entities have several tables:
 * its batch is begun, and then replaced by the insert of the revision, whose number the entry asks for. And it gives the ends of entries
 * the key of the batch of inserts, and binds their parameters to the statement that is in it already.
 */
public final class LogBatches implements MutationExecutorService {

    private static final long serialVersionUID = 1L;

    /** How the keys of inserts and of ends end. */
    private static final String OF_LOG = "#AUDIT_INSERT";

    private final transient MutationExecutorService service;

    private LogBatches(MutationExecutorService service) {
        this.service = service;
    }

    /** What stands for Hibernate's service is kept. */
    public static void provide(StandardServiceRegistryBuilder builder) {
        builder.addInitiator(new Initiator());
    }

    @Override
    public MutationExecutor createExecutor(
            BatchKeyAccess key, MutationOperationGroup operations, SharedSessionContractImplementor session) {
        if (!isOfLog(key)) {
            return service.createExecutor(key, operations, session);
        }
        drawNumber(session);
        var isEnd = operations.getMutationType() == MutationType.UPDATE;
        return service.createExecutor(isEnd ? NoBatchKeyAccess.INSTANCE : key, operations, session);
    }

    private static boolean isOfLog(BatchKeyAccess access) {
        var key = access.getBatchKey();
        return key != null && key.toLoggableString().endsWith(OF_LOG);
    }

    private static void drawNumber(SharedSessionContractImplementor session) {
        var changesets = session.getFactory().getChangesetCoordinator();
        if (!changesets.useServerTimestamp(session.getDialect())) {
            session.getCurrentChangesetIdentifier();
        }
    }

    private static final class Initiator implements StandardServiceInitiator<MutationExecutorService> {

        @Override
        public Class<MutationExecutorService> getServiceInitiated() {
            return MutationExecutorService.class;
        }

        @Override
        public MutationExecutorService initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            var service = MutationExecutorServiceInitiator.INSTANCE.initiateService(settings, registry);
            var isOff = "false".equalsIgnoreCase(String.valueOf(settings.get(CoreSettings.ENABLED)));
            return isOff ? service : new LogBatches(service);
        }
    }
}
