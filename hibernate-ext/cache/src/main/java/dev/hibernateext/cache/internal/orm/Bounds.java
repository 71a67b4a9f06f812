/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRegion;
import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.RegionLimits;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What one declaration says of a region; what it leaves open is null or 0.
 *
 * @param where who declares it
 */
record Bounds(String where, @Nullable Duration ttl, long maxEntries, long maxBytes) {

    static Bounds none(String where) {
        return new Bounds(where, null, 0, 0);
    }

    /** What an annotation says. */
    static Bounds of(CacheRegion declared, String region, String where) {
        if (declared.maxEntries() < 0 || declared.maxBytes() < 0) {
            throw CacheRegionException.notAllowed(region, "@CacheRegion of " + where, "a size of at least 1");
        }
        return new Bounds(
                        "@CacheRegion of " + where,
                        duration(declared.ttl(), region, where),
                        declared.maxEntries(),
                        declared.maxBytes())
                .checked(region);
    }

    private static @Nullable Duration duration(String ttl, String region, String where) {
        if (ttl.isEmpty()) {
            return null;
        }
        try {
            var duration = Duration.parse(ttl);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw noDuration(region, where);
        }
        throw noDuration(region, where);
    }

    private static CacheRegionException noDuration(String region, String where) {
        return CacheRegionException.notAllowed(
                region, "@CacheRegion of " + where, "a ttl longer than zero in its ISO form, such as PT10M");
    }

    /** What the settings under a prefix say. */
    static Bounds of(SettingValues settings, String prefix, String region) {
        var key = prefix + region;
        return new Bounds(
                        key,
                        settings.duration(key + ".ttl"),
                        settings.size(key + ".max_entries"),
                        settings.size(key + ".max_bytes"))
                .checked(region);
    }

    private Bounds checked(String region) {
        if (maxEntries > 0 && maxBytes > 0) {
            throw CacheRegionException.notAllowed(region, where, "either the most entries or the most bytes");
        }
        return this;
    }

    boolean isNone() {
        return ttl == null && !hasSize();
    }

    private boolean hasSize() {
        return maxEntries > 0 || maxBytes > 0;
    }

    boolean saysAs(Bounds other) {
        return limits().equals(other.limits());
    }

    private Bounds limits() {
        return new Bounds("", ttl, maxEntries, maxBytes);
    }

    /** What this leaves open comes from another. */
    Bounds orElse(Bounds other) {
        var sized = hasSize() ? this : other;
        return new Bounds(where, ttl == null ? other.ttl : ttl, sized.maxEntries, sized.maxBytes);
    }

    RegionLimits toLimits() {
        return new RegionLimits(ttl, maxEntries, maxBytes);
    }
}
