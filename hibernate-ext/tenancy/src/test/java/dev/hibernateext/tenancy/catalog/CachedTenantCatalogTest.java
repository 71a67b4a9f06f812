/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import static dev.hibernateext.tenancy.catalog.TenantStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.TenantKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachedTenantCatalogTest {

    private static final Tenant ACME = Tenant.active("acme", TenantPlacement.rows("main"));
    private static final Duration STALENESS = Duration.ofMillis(500);

    private final AtomicLong now = new AtomicLong();
    private final CountingCatalog source = new CountingCatalog();
    private final CachedTenantCatalog cache = new CachedTenantCatalog(source, STALENESS, 10, now::get);

    @Test
    void asksOncePerStaleness() {
        source.tenants.add(ACME);

        assertThat(cache.find(ACME.key())).isEqualTo(ACME);
        assertThat(cache.find(ACME.key())).isEqualTo(ACME);
        assertThat(source.asked).isEqualTo(1);
    }

    @Test
    void seesSuspensionWithinStaleness() {
        source.tenants.add(ACME);
        cache.find(ACME.key());
        source.tenants.replace(ACME, ACME.withStatus(SUSPENDED));
        now.addAndGet(STALENESS.toNanos());

        assertThatThrownBy(() -> cache.require(ACME.key()))
                .isInstanceOfSatisfying(
                        TenantUnavailableException.class,
                        error -> assertThat(error.tenantStatus()).isEqualTo(SUSPENDED));
    }

    @Test
    void countsAgeFromWhenItAsked() {
        source.tenants.add(ACME);
        source.slowness = STALENESS.toNanos() / 2;
        cache.find(ACME.key());
        now.addAndGet(STALENESS.toNanos() / 2);
        cache.find(ACME.key());

        assertThat(source.asked).isEqualTo(2);
    }

    @Test
    void remembersThatThereIsNoSuchTenant() {
        assertThat(cache.find(ACME.key())).isNull();
        assertThat(cache.find(ACME.key())).isNull();
        assertThat(source.asked).isEqualTo(1);

        source.tenants.add(ACME);
        cache.forget(ACME.key());
        assertThat(cache.require(ACME.key())).isEqualTo(ACME);
        assertThat(cache.stream()).containsExactly(ACME);
    }

    @Test
    void refusesLongStalenessAndNoRoom() {
        assertThatThrownBy(() -> new CachedTenantCatalog(source, Duration.ofSeconds(2), 10))
                .hasMessageContaining("PT2S")
                .hasMessageContaining("PT1S");
        assertThatThrownBy(() -> new CachedTenantCatalog(source, Duration.ZERO, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CachedTenantCatalog(source, STALENESS, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private final class CountingCatalog implements TenantCatalog {

        final InMemoryTenantCatalog tenants = new InMemoryTenantCatalog();
        int asked;
        long slowness;

        @Override
        public @Nullable Tenant find(TenantKey key) {
            asked++;
            now.addAndGet(slowness);
            return tenants.find(key);
        }

        @Override
        public Stream<Tenant> stream() {
            return tenants.stream();
        }
    }
}
