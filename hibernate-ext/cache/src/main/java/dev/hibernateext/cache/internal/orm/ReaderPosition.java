/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.redis.Position;
import dev.hibernateext.cache.internal.redis.RedisLink;
import java.util.function.LongSupplier;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Where the changes in Redis stood when the transaction of a session began, as far as the node knew. */
final class ReaderPosition implements CacheTransactionSynchronization {

    private final RedisLink link;
    private final LongSupplier timestamps;
    private final Position opened;
    private Position position;
    private long timestamp;

    ReaderPosition(RedisLink link, LongSupplier timestamps) {
        this.link = link;
        this.timestamps = timestamps;
        this.opened = link.known();
        this.position = opened;
        this.timestamp = timestamps.getAsLong();
    }

    static Position of(SharedSessionContractImplementor session) {
        return ((ReaderPosition) session.getCacheTransactionSynchronization()).position;
    }

    /** All rows the session knows were read later than this; {@link Position#UNKNOWN} if nobody knows. */
    static Position opened(SharedSessionContractImplementor session) {
        return session.getCacheTransactionSynchronization() instanceof ReaderPosition known
                        && SessionAge.isAlone(session)
                ? known.opened
                : Position.UNKNOWN;
    }

    @Override
    public long getCachingTimestamp() {
        return timestamp;
    }

    @Override
    public void transactionJoined() {
        position = link.known();
        timestamp = timestamps.getAsLong();
    }

    @Override
    public void transactionCompleting() {
        // what is read until the end belongs to the transaction
    }

    @Override
    public void transactionCompleted(boolean successful) {
        // what a transaction put after its end was read in it
    }
}
