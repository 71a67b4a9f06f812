/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.StandardCacheTransactionSynchronization;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.internal.LogicalConnectionProvidedImpl;

/**
 * When a session was opened, in numbers of the region factory. Leans on {@code
 * org.hibernate.resource.jdbc.internal.LogicalConnectionProvidedImpl}, whose transaction may be older than the session.
 */
final class SessionAge extends StandardCacheTransactionSynchronization {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long opened;

    SessionAge(RegionFactory regions) {
        super(regions);
        this.opened = getCachingTimestamp();
    }

    /** All rows the session knows were read later than this; {@link Long#MIN_VALUE} if nobody knows. */
    static long of(SharedSessionContractImplementor session) {
        return session.getCacheTransactionSynchronization() instanceof SessionAge age && isAlone(session)
                ? age.opened
                : UNKNOWN;
    }

    /** It sees no snapshot that another has begun. */
    static boolean isAlone(SharedSessionContractImplementor session) {
        var jdbc = session.getJdbcCoordinator();
        return jdbc.getJdbcSessionOwner() == session
                && !(jdbc.getLogicalConnection() instanceof LogicalConnectionProvidedImpl)
                && !session.getTransactionCoordinator()
                        .getTransactionCoordinatorBuilder()
                        .isJta();
    }
}
