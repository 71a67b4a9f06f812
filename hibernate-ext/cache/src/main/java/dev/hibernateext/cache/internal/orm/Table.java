/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The writes of one table, those of each tenant by themselves where its rows belong to tenants. Safe for use by many threads. */
final class Table {

    /** With more, those that are quiet are put together with the writes of all. */
    private static final int MOST_TENANTS = 10_000;

    private final boolean isOwned;
    private final Writes ofAll = new Writes();
    private final ConcurrentMap<String, Writes> ofTenants = new ConcurrentHashMap<>();

    Table(boolean isOwned) {
        this.isOwned = isOwned;
    }

    /** Null if the session did so before in its transaction. */
    @Nullable
    Writes begin(Reach reach, SharedSessionContractImplementor session, long now, long until) {
        var tenant = tenantOf(reach);
        if (tenant == null) {
            return ofAll.begin(session, until, now) ? ofAll : null;
        }
        if (ofTenants.size() > MOST_TENANTS) {
            ofTenants.keySet().forEach(each -> join(each, now));
        }
        var begun = new AtomicReference<@Nullable Writes>();
        ofTenants.compute(tenant, (key, known) -> {
            var writes = known == null ? new Writes() : known;
            begun.set(writes.begin(session, until, now) ? writes : null);
            return writes;
        });
        return begun.get();
    }

    private @Nullable String tenantOf(Reach reach) {
        return isOwned ? reach.tenant() : null;
    }

    /** The end is set for all before it is gone for the one, so that nobody sees neither of the two. */
    private void join(String tenant, long now) {
        ofTenants.computeIfPresent(tenant, (key, writes) -> {
            var end = writes.endOfAll(now);
            end.ifPresent(ofAll::written);
            return end.isPresent() ? null : writes;
        });
    }

    void written(Reach reach, long now) {
        var tenant = tenantOf(reach);
        if (tenant == null) {
            ofAll.written(now);
        } else {
            ofTenants.compute(tenant, (key, known) -> {
                var writes = known == null ? new Writes() : known;
                writes.written(now);
                return writes;
            });
        }
    }

    boolean isQuietSince(long timestamp, Reach reach, SharedSessionContractImplementor reader, long now) {
        return areTenantsQuietSince(timestamp, reach, reader, now) && ofAll.isQuietSince(timestamp, reader, now);
    }

    private boolean areTenantsQuietSince(
            long timestamp, Reach reach, SharedSessionContractImplementor reader, long now) {
        if (reach.tenant() == null) {
            return ofTenants.values().stream().allMatch(writes -> writes.isQuietSince(timestamp, reader, now));
        }
        var writes = ofTenants.get(reach.tenant());
        return writes == null || writes.isQuietSince(timestamp, reader, now);
    }
}
