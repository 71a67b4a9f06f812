/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.RegionStatistics;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Cached entities. */
final class Shop {

    static final String PRODUCT = Product.class.getName();
    static final String TAGS = PRODUCT + ".tags";
    static final String LABELS = PRODUCT + ".details.labels";
    static final String VOUCHER = Voucher.class.getName();

    private Shop() {}

    static RegionStatistics statistics(SessionFactoryScope scope, String region) {
        return CacheRegions.of(scope.factory()).orElseThrow().statistics().stream()
                .filter(statistics -> statistics.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    static void in(SessionFactoryScope scope, Object tenant, Consumer<Session> work) {
        from(scope, tenant, session -> {
            work.accept(session);
            return tenant;
        });
    }

    static <T> T from(SessionFactoryScope scope, Object tenant, Function<Session, T> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier(tenant).openSession()) {
            return session.fromTransaction(transaction -> work.apply(session));
        }
    }

    /** With two collections and a natural id. */
    @Entity(name = "Product")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    @CacheRegion(ttl = "PT10M", maxEntries = 20)
    static class Product {

        @Id
        int id;

        @NaturalId
        String code = "";

        String name = "";

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        @CacheRegion(maxEntries = 10)
        Set<String> tags = new HashSet<>();

        @Embedded
        Details details = new Details();

        Product() {}

        Product(int id, String name) {
            this.id = id;
            this.code = "code " + id;
            this.name = name;
        }
    }

    /** With a collection inside. */
    @Embeddable
    static class Details {

        String color = "";

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
        @CacheRegion(ttl = "PT1M")
        Set<String> labels = new HashSet<>();
    }

    /** Bounded by nothing of its own. */
    @Entity(name = "Shelf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Shelf {

        @Id
        int id;

        String name = "";

        Shelf() {}

        Shelf(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Bounded by bytes. */
    @Entity(name = "Manual")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @CacheRegion(maxBytes = 100_000)
    static class Manual {

        @Id
        int id;

        String text = "";

        Manual() {}

        Manual(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** Belongs to a tenant. */
    @Entity(name = "Voucher")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Voucher {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String text = "";

        Voucher() {}

        Voucher(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
