/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.query.EndLevel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The writes of one table, those of each tenant by themselves where its rows belong to tenants. Safe for use by many threads. */
final class Table {

    /** With more, those that are quiet are put together with the writes of all. */
    private static final int MOST_TENANTS = 10_000;

    private final boolean isOwned;
    private final Writes ofAll = new Writes();
    private final ConcurrentMap<String, Writes> ofTenants = new ConcurrentHashMap<>();

    private final TableColumns columns;
    private final String name;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean isRead;
    private final VersionPasses passes = new VersionPasses();

    Table(String space, boolean isOwned, TableColumns columns) {
        this.name = SqlWords.plain(space);
        this.isOwned = isOwned;
        this.columns = columns;
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
            var writes = known == null ? newWrites() : known;
            begun.set(writes.begin(session, until, now) ? writes : null);
            return writes;
        });
        return begun.get();
    }

    private Writes newWrites() {
        var writes = new Writes();
        watched.forEach(writes::watch);
        return writes;
    }

    private @Nullable String tenantOf(Reach reach) {
        return isOwned ? reach.tenant() : null;
    }

    /** The end is set for all before it is gone for the one, so that nobody sees neither of the two. */
    private void join(String tenant, long now) {
        ofTenants.computeIfPresent(tenant, (key, writes) -> {
            var end = writes.endOfAll(now);
            end.ifPresent(last -> ofAll.written(WrittenColumns.ALL, last));
            return end.isPresent() ? null : writes;
        });
    }

    void written(Reach reach, long now) {
        var tenant = tenantOf(reach);
        if (tenant == null) {
            ofAll.written(WrittenColumns.ALL, now);
        } else {
            ofTenants.compute(tenant, (key, known) -> {
                var writes = known == null ? newWrites() : known;
                writes.written(WrittenColumns.ALL, now);
                return writes;
            });
        }
    }

    boolean isQuiet(Look look, Reach reach) {
        var own = new Look(look.reader(), confined(look.result()), look.since(), look.now());
        return areTenantsQuiet(own, reach) && ofAll.isQuiet(own);
    }

    /** At what level its writes have ended a result; null if they have not. */
    @Nullable
    EndLevel level(Look look, Reach reach) {
        var own = new Look(look.reader(), confined(look.result()), look.since(), look.now());
        if (!ofAll.isQuiet(own)) {
            return ofAll.level(own, EndLevel.TABLE);
        }
        var tenants = reach.tenant() == null
                ? ofTenants.values()
                : Stream.ofNullable(ofTenants.get(reach.tenant())).toList();
        return tenants.stream()
                .filter(writes -> !writes.isQuiet(own))
                .map(writes -> writes.level(own, EndLevel.TENANT))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What is asked of other tables, or of columns whose values are not compared, does not count here. */
    private ReadRows confined(ReadRows rows) {
        var isOwn = !rows.keys().isEmpty() && name.equals(rows.table());
        var keys = new HashMap<>(isOwn ? rows.keys() : Map.of());
        keys.entrySet().removeIf(key -> !columns.isKey(key.getKey(), key.getValue()));
        return new ReadRows(rows.columns(), name, keys);
    }

    private boolean areTenantsQuiet(Look look, Reach reach) {
        if (reach.tenant() == null) {
            return ofTenants.values().stream().allMatch(writes -> writes.isQuiet(look));
        }
        var writes = ofTenants.get(reach.tenant());
        return writes == null || writes.isQuiet(look);
    }

    /** Results of it are looked for, so that it matters which columns are written. */
    void read(ReadRows rows) {
        if (!isRead) {
            isRead = true;
        }
        confined(rows).keys().keySet().forEach(column -> {
            if (watched.add(column)) {
                ofAll.watch(column);
                ofTenants.values().forEach(writes -> writes.watch(column));
            }
        });
    }

    /** The columns by whose values rows are told apart. */
    Set<String> watched() {
        return watched;
    }

    boolean isRead() {
        return isRead;
    }

    VersionPasses passes() {
        return passes;
    }

    /** What a session wrote in it, which is known only if all rows are those it has read. */
    WrittenColumns settled(WrittenColumns columns, SharedSessionContractImplementor session, long now) {
        return !columns.byVersion() || passes.isNoneSince(SessionAge.of(session), now) ? columns : WrittenColumns.ALL;
    }
}
