/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.EndLevel;
import dev.hibernateext.cache.query.internal.ResultEntry.Read;
import java.util.Set;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A result that is kept in this process, whose writes are counted here. */
final class LocalLookup implements Lookup {

    private final ResultCache cache;
    private final ResultCache.Asked asked;
    private final ResultKey key;
    private final Set<String> tables;
    private final StorageAccess entries;

    LocalLookup(ResultCache cache, ResultCache.Asked asked, ResultKey key, Set<String> tables, StorageAccess entries) {
        this.cache = cache;
        this.asked = asked;
        this.key = key;
        this.tables = tables;
        this.entries = entries;
    }

    private SharedSessionContractImplementor session() {
        return asked.session();
    }

    @Override
    public @Nullable ResultEntry find() {
        return entries.getFromCache(key, session()) instanceof ResultEntry entry && isUsable(entry) ? entry : null;
    }

    /** Another may have ended between the look and the start. */
    @Override
    public @Nullable ResultEntry lead(long deadline) {
        return find();
    }

    /** What is newer than this session may see has not ended: it is for others. */
    private boolean isUsable(ResultEntry entry) {
        if (!mayRead(entry)) {
            return false;
        }
        var end = endOf(entry);
        if (end == EndCause.WRITE) {
            cache.counts().ended(entry, () -> levelOf(entry));
        } else if (end != null) {
            cache.counts().ended(entry, end);
        }
        return end == null;
    }

    private @Nullable EndCause endOf(ResultEntry entry) {
        if (isExpired(entry)) {
            return EndCause.EXPIRY;
        }
        var end = cache.invalidations().endOf(entry);
        return end == null && !isUpToDate(entry.read().began()) ? EndCause.WRITE : end;
    }

    private EndLevel levelOf(ResultEntry entry) {
        return session().getFactory().getCache().getTimestampsCache() instanceof WriteLevels levels
                ? levels.endedBy(tables, entry.read().began(), session())
                : EndLevel.TABLE;
    }

    private boolean isExpired(ResultEntry entry) {
        var ttl = cache.ttl(asked, tables);
        return ttl != null && cache.millis() - entry.read().millis() >= ttl.toMillis();
    }

    /** A transaction that began before a write ended may see what was before it, whatever its isolation. */
    private boolean mayRead(ResultEntry entry) {
        return !session().isTransactionInProgress() || entry.read().began() <= began() || isUpToDate(began());
    }

    private long began() {
        return session().getCacheTransactionSynchronization().getCachingTimestamp();
    }

    private boolean isUpToDate(long since) {
        return session().getFactory().getCache().getTimestampsCache().isUpToDate(tables, since, session());
    }

    @Override
    public boolean mayShare() {
        return !tables.isEmpty() && isUpToDate(began());
    }

    @Override
    public @Nullable Runnable keeping(Object item) {
        if (!mayShare()) {
            return null;
        }
        var entry = new ResultEntry(key, item, new Read(tables, began(), cache.millis()));
        return () -> entries.putIntoCache(key, entry, session());
    }
}
