/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.MissingRegion;
import dev.hibernateext.cache.RegionLimits;
import java.util.Map;
import java.util.Set;

/** What bounds the regions of a factory: settings first, then annotations, then the default bounds. */
final class RegionBounds {

    private static final long DEFAULT_MAX_ENTRIES = 10_000;
    private static final Set<String> NAMES = Set.of(".ttl", ".max_entries", ".max_bytes");

    private final SettingValues settings;
    private final Map<String, Bounds> declared;
    private final MissingRegion missing;

    RegionBounds(SettingValues settings, Map<String, Bounds> declared) {
        this.settings = settings;
        this.declared = declared;
        this.missing = settings.choice(CacheSettings.MISSING_REGION, MissingRegion.class, MissingRegion.BOUNDED);
        template();
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
        if (said.isNone() && missing == MissingRegion.FAIL) {
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
    void refuseUnknown(Set<String> regions) {
        for (var key : settings.keysUnder(CacheSettings.REGION)) {
            var region = regionOf(key);
            if (!regions.contains(region)) {
                throw CacheRegionException.unknown(region, regions);
            }
        }
    }

    private static String regionOf(String key) {
        var name = key.substring(CacheSettings.REGION.length());
        return NAMES.stream()
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .findFirst()
                .orElse(name);
    }
}
