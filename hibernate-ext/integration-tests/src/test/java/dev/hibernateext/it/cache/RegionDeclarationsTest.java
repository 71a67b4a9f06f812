/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.core.HibernateExtException;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;

/** Declarations that bound nothing, or contradict themselves or each other, keep a factory from starting. */
class RegionDeclarationsTest {

    @Test
    void refuseWhatIsNotCached() {
        assertRefused("remove it", Uncached.class);
        assertRefused("remove it", UncachedTags.class);
        assertRefused("remove it", Root.class, Leaf.class);
    }

    @Test
    void refuseBoundsThatAreNone() {
        assertRefused("size of at least 1", Negative.class);
        assertRefused("either the most entries or the most bytes", Both.class);
        assertRefused("longer than zero", NoTime.class);
        assertRefused("longer than zero", Forever.class);
    }

    @Test
    void refuseOtherBoundsOfOneRegion() {
        assertRefused("share it", One.class, Other.class);
    }

    private static void assertRefused(String remedy, Class<?>... entities) {
        assertThatThrownBy(() -> start(entities))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, CacheRegionException.class))
                        .hasMessageContaining(remedy));
    }

    private static void start(Class<?>... entities) {
        var configuration = new Configuration()
                .setProperty("jakarta.persistence.jdbc.url", "jdbc:h2:mem:declarations")
                .setProperty("jakarta.persistence.jdbc.user", "sa");
        for (var entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        configuration.buildSessionFactory().close();
    }

    @Entity
    @CacheRegion(maxEntries = 5)
    static class Uncached {
        @Id
        int id;
    }

    @Entity
    @Cacheable
    static class UncachedTags {
        @Id
        int id;

        @ElementCollection
        @CacheRegion(maxEntries = 5)
        Set<String> tags = new HashSet<>();
    }

    @Entity
    @Cacheable
    static class Root {
        @Id
        int id;
    }

    @Entity
    @CacheRegion(maxEntries = 5)
    static class Leaf extends Root {}

    @Entity
    @Cacheable
    @CacheRegion(maxEntries = -5)
    static class Negative {
        @Id
        int id;
    }

    @Entity
    @Cacheable
    @CacheRegion(maxEntries = 5, maxBytes = 5)
    static class Both {
        @Id
        int id;
    }

    @Entity
    @Cacheable
    @CacheRegion(ttl = "PT0S")
    static class NoTime {
        @Id
        int id;
    }

    @Entity
    @Cacheable
    @CacheRegion(ttl = "forever")
    static class Forever {
        @Id
        int id;
    }

    @Entity
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "common")
    @CacheRegion(maxEntries = 5)
    static class One {
        @Id
        int id;
    }

    @Entity
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "common")
    @CacheRegion(maxEntries = 6)
    static class Other {
        @Id
        int id;
    }
}
