/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.RegionLimits;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.it.cache.Shop.Details;
import dev.hibernateext.it.cache.Shop.Manual;
import dev.hibernateext.it.cache.Shop.Product;
import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every region is bounded: by settings, by annotations, by the defaults. */
@HibernateExtTest(entities = {Product.class, Details.class, Shelf.class, Manual.class})
class RegionLimitsTest {

    private static final String SHELF = Shelf.class.getName();

    private final SessionFactoryScope scope;

    RegionLimitsTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void comeFromAnnotations() {
        assertThat(limits(scope, Shop.PRODUCT)).isEqualTo(entries(Duration.ofMinutes(10), 20));
        assertThat(limits(scope, Shop.TAGS)).isEqualTo(entries(null, 10));
        assertThat(limits(scope, Shop.LABELS)).isEqualTo(entries(Duration.ofMinutes(1), 10_000));
        assertThat(limits(scope, Shop.PRODUCT + "##NaturalId")).isEqualTo(entries(Duration.ofMinutes(10), 20));
        assertThat(limits(scope, Manual.class.getName())).isEqualTo(new RegionLimits(null, 0, 100_000));
    }

    @Test
    void areThoseOfTheDefaultWhereNothingIsSaid() {
        assertThat(limits(scope, SHELF)).isEqualTo(entries(null, 10_000));

        with(
                settings -> settings.putAll(
                        Map.of(CacheSettings.DEFAULT_TTL, "PT5S", CacheSettings.DEFAULT_MAX_ENTRIES, 7)),
                other -> {
                    assertThat(limits(other, SHELF)).isEqualTo(entries(Duration.ofSeconds(5), 7));
                    assertThat(limits(other, Shop.TAGS)).isEqualTo(entries(Duration.ofSeconds(5), 10));
                    assertThat(limits(other, Manual.class.getName()))
                            .isEqualTo(new RegionLimits(Duration.ofSeconds(5), 0, 100_000));
                });
    }

    @Test
    void comeFromSettingsBeforeAnnotations() {
        with(
                settings -> {
                    settings.put(CacheSettings.REGION + Shop.PRODUCT + ".max_bytes", "1000000");
                    settings.put(CacheSettings.REGION + Shop.TAGS + ".ttl", 1500);
                },
                other -> {
                    assertThat(limits(other, Shop.PRODUCT))
                            .isEqualTo(new RegionLimits(Duration.ofMinutes(10), 0, 1_000_000));
                    assertThat(limits(other, Shop.TAGS)).isEqualTo(entries(Duration.ofMillis(1500), 10));
                });
    }

    @Test
    void ofQueryResultsComeFromSettings() {
        var region = "default-query-results-region";
        with(
                settings -> {
                    settings.put("hibernate.cache.use_query_cache", "true");
                    settings.put(CacheSettings.QUERY_REGION + region + ".max_entries", "30");
                },
                other -> assertThat(limits(other, region)).isEqualTo(entries(null, 30)));
    }

    @Test
    void doNotEndTheTimestampsOfTables() {
        with(
                settings -> {
                    settings.put("hibernate.cache.use_query_cache", "true");
                    settings.put(CacheSettings.DEFAULT_TTL, "PT5S");
                },
                other -> assertThat(limits(other, "default-update-timestamps-region")
                                .ttl())
                        .isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "max_entries, 0",
        "max_entries, -1",
        "max_entries, many",
        "max_bytes, 0",
        "ttl, PT0S",
        "ttl, -PT5S",
        "ttl, soon"
    })
    void refuseSettingsThatAreNone(String name, String value) {
        var key = CacheSettings.REGION + SHELF + "." + name;

        assertThatThrownBy(() -> start(settings -> settings.put(key, value)))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, InvalidSettingException.class))
                        .extracting(InvalidSettingException::key)
                        .isEqualTo(key));
    }

    @Test
    void refuseTwoSizesOfOneRegion() {
        assertRefused(
                settings -> {
                    settings.put(CacheSettings.REGION + SHELF + ".max_entries", "5");
                    settings.put(CacheSettings.REGION + SHELF + ".max_bytes", "5");
                },
                SHELF);
    }

    @Test
    void refuseSettingsOfARegionThatIsNotThere() {
        assertRefused(settings -> settings.put(CacheSettings.REGION + "Shelve.max_entries", "5"), "Shelve");
        assertRefused(settings -> settings.put(CacheSettings.REGION + SHELF + ".size", "5"), SHELF + ".size");
    }

    @Test
    void refuseARegionThatNothingBoundsWhereThatIsSet() {
        assertRefused(settings -> settings.put(CacheSettings.MISSING_REGION, "fail"), SHELF);
        with(
                settings -> {
                    settings.put(CacheSettings.MISSING_REGION, "fail");
                    settings.put(CacheSettings.REGION + SHELF + ".ttl", "PT1H");
                },
                other -> assertThat(limits(other, SHELF)).isEqualTo(entries(Duration.ofHours(1), 10_000)));
    }

    @Test
    void refuseAnUnknownPolicy() {
        assertThatThrownBy(() -> start(settings -> settings.put(CacheSettings.MISSING_REGION, "ignore")))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, InvalidSettingException.class))
                        .hasMessageContaining("bounded, fail"));
    }

    @Test
    void refuseToBeIgnoredByAnotherRegionFactory() {
        assertRefused(
                settings -> settings.putAll(Map.of(
                        "hibernate.cache.region.factory_class",
                        "jcache",
                        "hibernate.javax.cache.missing_cache_strategy",
                        "create")),
                Shop.PRODUCT);
    }

    @Test
    void waitWhereTheCacheIsOff() {
        with(
                settings -> settings.put("hibernate.cache.use_second_level_cache", "false"),
                other -> assertThat(CacheRegions.of(other.factory())).isEmpty());
    }

    private void assertRefused(Consumer<Map<String, Object>> changes, String region) {
        assertThatThrownBy(() -> start(changes))
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, CacheRegionException.class))
                        .extracting(CacheRegionException::region, CacheRegionException::code)
                        .containsExactly(region, "cache.region"));
    }

    private void start(Consumer<Map<String, Object>> changes) {
        with(changes, other -> {});
    }

    private void with(Consumer<Map<String, Object>> changes, Consumer<SessionFactoryScope> check) {
        try (var other = scope.openAnother(changes)) {
            check.accept(other);
        }
    }

    static RegionLimits limits(SessionFactoryScope in, String region) {
        return Shop.statistics(in, region).limits();
    }

    private static RegionLimits entries(@Nullable Duration ttl, long most) {
        return new RegionLimits(ttl, most, 0);
    }
}
