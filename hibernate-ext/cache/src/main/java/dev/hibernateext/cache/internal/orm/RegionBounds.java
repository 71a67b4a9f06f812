/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.MissingRegion;
import dev.hibernateext.cache.RegionLimits;
import dev.hibernateext.cache.internal.Problems;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What bounds the regions of a factory: settings first, then annotations, then the default bounds. */
final class RegionBounds {

    private static final long DEFAULT_MAX_ENTRIES = 10_000;
    private static final RegionLimits DEFAULT = new RegionLimits(null, DEFAULT_MAX_ENTRIES, 0);
    private static final Set<String> NAMES = Set.of(".ttl", ".max_entries", ".max_bytes");

    private final SettingValues settings;
    private final Map<String, Bounds> declared;

    RegionBounds(SettingValues settings, Map<String, Bounds> declared) {
        this.settings = settings;
        this.declared = declared;
    }

    /** Those of query results before the model is known; where they are none the factory does not start. */
    static RegionLimits early(SettingValues settings, String region, Problems problems) {
        var bounds = new RegionBounds(settings, Map.of());
        return problems.collect(() -> bounds.ofResults(region)).orElse(DEFAULT);
    }

    /** Looks at all bounds there are, before a region is made of them. */
    void check(Set<String> regions, Problems problems) {
        problems.collect(this::template);
        problems.collect(this::missing);
        refuseUnknown(regions, problems);
        new TreeSet<>(regions).forEach(region -> problems.collect(() -> ofDomain(region)));
        regionsUnder(CacheSettings.QUERY_REGION).forEach(region -> problems.collect(() -> ofResults(region)));
    }

    private MissingRegion missing() {
        return settings.choice(CacheSettings.MISSING_REGION, MissingRegion.class, MissingRegion.BOUNDED);
    }

    RegionLimits ofDomain(String region) {
        return limits(
                Bounds.of(settings, CacheSettings.REGION, region)
                        .orElse(declared.getOrDefault(region, Bounds.none(region))),
                region);
    }

    RegionLimits ofResults(String region) {
        return limits(Bounds.of(settings, CacheSettings.QUERY_REGION, region), region);
    }

    private RegionLimits limits(Bounds said, String region) {
        if (said.isNone() && missing() == MissingRegion.FAIL) {
            throw CacheRegionException.missing(region);
        }
        return said.orElse(template()).toLimits();
    }

    private Bounds template() {
        var entries = settings.size(CacheSettings.DEFAULT_MAX_ENTRIES);
        return new Bounds(
                "the default bounds",
                settings.duration(CacheSettings.DEFAULT_TTL),
                entries == 0 ? DEFAULT_MAX_ENTRIES : entries,
                0);
    }

    /** Settings that no region would look at. */
    private void refuseUnknown(Set<String> regions, Problems problems) {
        regionsUnder(CacheSettings.REGION).stream()
                .filter(region -> !regions.contains(region))
                .forEach(region -> problems.add(CacheRegionException.unknown(region, regions)));
    }

    private Set<String> regionsUnder(String prefix) {
        return settings.keysUnder(prefix).stream()
                .map(key -> regionOf(key.substring(prefix.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String regionOf(String name) {
        return NAMES.stream()
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .findFirst()
                .orElse(name);
    }
}
