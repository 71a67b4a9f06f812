/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.cache.AlsoWrites;
import dev.hibernateext.cache.CacheDeclarationException;
import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheRelationException;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.ResultCacheException;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.InvalidSettingException;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared of the cache and cannot be used is told at once. */
class CacheDeclarationsTest {

    private static final Map<String, String> WRONG = Map.of(
            CacheSettings.REGION + "nowhere.ttl",
            "PT1M",
            CacheSettings.REGION + "elsewhere.max_entries",
            "5",
            CacheSettings.REGION + Good.class.getName() + ".ttl",
            "-5",
            CacheSettings.QUERY_REGION + "offers.max_entries",
            "many",
            CacheSettings.DEFAULT_TTL,
            "PT0S",
            CacheSettings.RESULT_TTL + "[offers",
            "PT1M",
            CacheSettings.RESULT_TTL + "offers:*",
            "soon",
            CacheSettings.ALSO_WRITES + "Godo",
            "Nobody",
            CacheSettings.ALSO_WRITES + "Good.nmae",
            "Good");

    @ParameterizedTest
    @ValueSource(strings = {"ehcache", "redis"})
    void areToldTogetherWhateverKindTheyAre(String provider) {
        var error = errorOf(provider, WRONG, Good.class, Negative.class, Loose.class, Far.class);

        var found = requireNonNull(HibernateExtException.findIn(error, CacheDeclarationException.class));
        assertThat(found).hasMessageContaining("(12 errors)");
        assertThat(found).hasCause(found.problems().get(0));
        assertThat(found.getSuppressed())
                .containsExactlyElementsOf(found.problems().subList(1, 12));
        assertThat(found.code()).isEqualTo("cache.declarations");
        assertMentions(found, CacheRegionException.class, "Negative", "not cached", "nowhere", "elsewhere");
        assertMentions(found, InvalidSettingException.class, "default.ttl", "Good.ttl", "offers.max_entries");
        assertMentions(found, CacheRelationException.class, "table stok", "entity Godo", "table Nobody", "nmae of");
        assertMentions(found, ResultCacheException.class, "[offers");
        assertThat(found.getMessage()).contains("offers:*");
    }

    private static void assertMentions(
            CacheDeclarationException all, Class<? extends HibernateExtException> type, String... texts) {
        var messages = all.problems().stream()
                .filter(type::isInstance)
                .map(Throwable::getMessage)
                .toList();
        assertThat(messages).as("%s", type).hasSize(texts.length);
        for (var text : texts) {
            assertThat(messages).anyMatch(message -> message.contains(text), text);
        }
    }

    @Test
    void areTheirOwnErrorWhereItIsOne() {
        assertThat(errorOf("ehcache", Map.of(), Good.class, Far.class)).isInstanceOf(CacheRelationException.class);
        assertThat(errorOf("ehcache", Map.of(), Good.class, Negative.class)).isInstanceOf(CacheRegionException.class);
        assertThat(errorOf("ehcache", Map.of(CacheSettings.DEFAULT_TTL, "PT0S"), Good.class))
                .isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void areAllToldWhereSomebodyElseMakesRegions() {
        var error = errorOf(
                "ehcache",
                Map.of(
                        "hibernate.cache.region.factory_class",
                        "jcache",
                        "hibernate.javax.cache.missing_cache_strategy",
                        "create",
                        "hibernate.javax.cache.provider",
                        "org.ehcache.jsr107.EhcacheCachingProvider"),
                Good.class,
                Negative.class,
                Loose.class,
                Far.class);

        assertThat(requireNonNull(HibernateExtException.findIn(error, CacheDeclarationException.class))
                        .problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).hasMessageContaining("JCacheRegionFactory"));
    }

    private static Throwable errorOf(String provider, Map<String, String> settings, Class<?>... entities) {
        var configuration = new Configuration()
                .setProperty("jakarta.persistence.jdbc.url", "jdbc:h2:mem:cache-declarations")
                .setProperty("jakarta.persistence.jdbc.user", "sa")
                .setProperty("hibernate.cache.use_query_cache", "true")
                .setProperty(CacheSettings.PROVIDER, provider);
        settings.forEach(configuration::setProperty);
        configuration.addAnnotatedClasses(entities);
        var error = catchThrowable(() -> configuration.buildSessionFactory().close());
        return causes(error).stream()
                .filter(HibernateExtException.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError(error));
    }

    private static List<Throwable> causes(Throwable error) {
        var causes = new ArrayList<Throwable>();
        for (var next = error; next != null; next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }

    /** As it should be. */
    @Entity(name = "Good")
    @Cacheable
    static class Good {

        @Id
        int id;

        String name = "";
    }

    /** With a size that is none. */
    @Entity(name = "Negative")
    @Cacheable
    @CacheRegion(maxEntries = -5)
    static class Negative {

        @Id
        int id;
    }

    /** Bounded, and not cached. */
    @Entity(name = "Loose")
    @CacheRegion(maxEntries = 5)
    static class Loose {

        @Id
        int id;
    }

    /** Tells of a table that is not there. */
    @Entity(name = "Far")
    @AlsoWrites(tables = "stok")
    static class Far {

        @Id
        int id;
    }
}
