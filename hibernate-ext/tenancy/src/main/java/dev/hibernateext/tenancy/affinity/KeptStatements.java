/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.context.TenantKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The prepared statements of one connection, kept for each tenant between uses. Used by one thread at a time; all may ask for the size. */
final class KeptStatements {

    private static final int LOOKS_A_TTL = 4;

    private final StatementLimits limits;
    private final Clock clock;

    /** For each tenant, the one used longest ago first. */
    private final Map<@Nullable TenantKey, Map<StatementKey, Unused>> kept = new HashMap<>();

    private final Set<StatementUse> inUse = new HashSet<>();
    private Instant looked;
    private final AtomicInteger size = new AtomicInteger();

    KeptStatements(StatementLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.looked = clock.instant();
    }

    private record Unused(PreparedStatement statement, Instant since) {}

    /** Makes a statement on the connection. */
    @FunctionalInterface
    interface Preparer {
        PreparedStatement prepare() throws SQLException;
    }

    int size() {
        return size.get();
    }

    /** The statement a tenant left, or a new one, for a borrower of the connection. */
    PreparedStatement use(Borrower borrower, StatementKey key, Preparer preparer) throws SQLException {
        var known = remove(kept.get(borrower.tenant()), key);
        var statement = new KeptStatement(borrower.tenant(), key, known == null ? preparer.prepare() : known);
        var use = new StatementUse(this, statement, borrower.connection());
        inUse.add(use);
        return use.statement();
    }

    /** Who asks, and through which connection. */
    record Borrower(@Nullable TenantKey tenant, Connection connection) {}

    private @Nullable PreparedStatement remove(@Nullable Map<StatementKey, Unused> own, StatementKey key) {
        var known = own == null ? null : own.remove(key);
        if (known == null) {
            return null;
        }
        size.decrementAndGet();
        return known.statement();
    }

    /** Keeps a statement whose use has ended, in place of the tenant's oldest if there are too many. */
    void keep(StatementUse use, KeptStatement left) throws SQLException {
        inUse.remove(use);
        var own = kept.computeIfAbsent(left.tenant(), added -> new LinkedHashMap<>());
        var same = remove(own, left.key());
        own.put(left.key(), new Unused(left.statement(), clock.instant()));
        size.incrementAndGet();
        if (same != null) {
            same.close();
        }
        if (own.size() > limits.maxPerTenant()) {
            closeEldest(own);
        }
    }

    /** Closes a statement whose use has ended. */
    void close(StatementUse use, KeptStatement left) throws SQLException {
        inUse.remove(use);
        left.statement().close();
    }

    /** Closes what is in use, as JDBC has it when a connection is closed. */
    void endUses() throws SQLException {
        for (var use : new ArrayList<>(inUse)) {
            use.abandon();
        }
    }

    /** Whether it is time to look for what nobody uses. */
    boolean isLookDue() {
        var since = Duration.between(looked, clock.instant());
        return size.get() > 0 && since.multipliedBy(LOOKS_A_TTL).compareTo(limits.ttl()) >= 0;
    }

    /** Closes what nobody has used for the time to live; says whether there was anything. */
    boolean expire() throws SQLException {
        if (!isLookDue()) {
            return false;
        }
        var now = clock.instant();
        var before = size.get();
        looked = now;
        for (var own : kept.values()) {
            while (!own.isEmpty() && isExpired(own.values().iterator().next(), now)) {
                closeEldest(own);
            }
        }
        kept.values().removeIf(Map::isEmpty);
        return size.get() < before;
    }

    private boolean isExpired(Unused statement, Instant now) {
        return Duration.between(statement.since(), now).compareTo(limits.ttl()) >= 0;
    }

    private void closeEldest(Map<StatementKey, Unused> own) throws SQLException {
        var eldest = own.values().iterator();
        var statement = eldest.next().statement();
        eldest.remove();
        size.decrementAndGet();
        statement.close();
    }
}
