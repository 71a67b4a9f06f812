/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hibernateext.core.context.TenantKey;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what another catalog answered, that there is no such tenant too. An answer is at most as old as the staleness,
 * counted from when the other catalog was asked, and one thread at a time asks for a tenant. Needs Caffeine on the class path.
 */
public final class CachedTenantCatalog implements TenantCatalog {

    /** How old answers may be: a tenant that is suspended stops within it on every node. */
    public static final Duration MAX_STALENESS = Duration.ofSeconds(1);

    private final TenantCatalog source;
    private final Ticker ticker;
    private final Cache<TenantKey, Answer> answers;
    private final Function<TenantKey, Answer> asking = this::ask;

    /**
     * A cache in front of a catalog.
     *
     * @param source the catalog to ask
     * @param staleness how old an answer may be, above zero and at most {@link #MAX_STALENESS}
     * @param maxTenants how many answers are kept at most, at least 1; those used least go
     */
    public CachedTenantCatalog(TenantCatalog source, Duration staleness, int maxTenants) {
        this(source, staleness, maxTenants, Ticker.systemTicker());
    }

    CachedTenantCatalog(TenantCatalog source, Duration staleness, int maxTenants, Ticker ticker) {
        if (staleness.isZero() || staleness.isNegative() || staleness.compareTo(MAX_STALENESS) > 0) {
            throw new IllegalArgumentException(
                    "The staleness of a tenant catalog is %s. Pass more than zero and at most %s."
                            .formatted(staleness, MAX_STALENESS));
        }
        if (maxTenants < 1) {
            throw new IllegalArgumentException(
                    "A tenant catalog is to keep %d tenants. Pass at least 1.".formatted(maxTenants));
        }
        this.source = source;
        this.ticker = ticker;
        this.answers = Caffeine.newBuilder()
                .maximumSize(maxTenants)
                .ticker(ticker)
                .expireAfter(Expiry.<TenantKey, Answer>creating(
                        (key, answer) -> staleness.minusNanos(ticker.read() - answer.asked())))
                .build();
    }

    private record Answer(@Nullable Tenant tenant, long asked) {}

    @Override
    public @Nullable Tenant find(TenantKey key) {
        return answers.get(key, asking).tenant();
    }

    private Answer ask(TenantKey key) {
        var asked = ticker.read();
        return new Answer(source.find(key), asked);
    }

    /** Asks the other catalog each time. */
    @Override
    public Stream<Tenant> stream() {
        return source.stream();
    }

    /**
     * Forgets one answer, on this node only.
     *
     * @param key whose
     */
    public void forget(TenantKey key) {
        answers.invalidate(key);
    }
}
