/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.internal.MutationWatch;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.internal.MutationExecutorServiceInitiator;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.sql.model.MutationOperationGroup;

/**
 * Tells watches of the rows that are written, and leaves the writing to the service of Hibernate or of the user. Leans on {@code
 * org.hibernate.engine.jdbc.mutation.internal.MutationExecutorServiceInitiator} for Hibernate's own.
 */
final class WatchedMutations implements MutationExecutorService, MutationWatch.Telling {

    private static final long serialVersionUID = 1L;

    private final transient MutationExecutorService service;

    /** An array, since an iterator would be made for each row that is written; never changed, but replaced. */
    private transient volatile MutationWatch[] watches = {};

    private WatchedMutations(MutationExecutorService service) {
        this.service = service;
    }

    @Override
    public synchronized void tell(MutationWatch watch) {
        if (Arrays.stream(watches).noneMatch(known -> known.getClass() == watch.getClass())) {
            watches = Stream.concat(Arrays.stream(watches), Stream.of(watch)).toArray(MutationWatch[]::new);
        }
    }

    @Override
    public MutationExecutor createExecutor(
            BatchKeyAccess key, MutationOperationGroup operations, SharedSessionContractImplementor session) {
        var chosen = key;
        for (var watch : watches) {
            chosen = watch.before(chosen, operations, session);
        }
        return service.createExecutor(chosen, operations, session);
    }

    static final class Initiator implements StandardServiceInitiator<MutationExecutorService> {

        @Override
        public Class<MutationExecutorService> getServiceInitiated() {
            return MutationExecutorService.class;
        }

        @Override
        public MutationExecutorService initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new WatchedMutations(MutationExecutorServiceInitiator.INSTANCE.initiateService(settings, registry));
        }
    }
}
