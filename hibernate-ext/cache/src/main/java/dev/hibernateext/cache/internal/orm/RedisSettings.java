/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.internal.redis.RedisLink.RedisAccess;
import dev.hibernateext.core.InvalidSettingException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/** What the settings say of Redis. */
final class RedisSettings {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);
    private static final long NEAR_ENTRIES = 1_000;
    private static final String PLACE =
            "a RedissonClient, an address such as redis://localhost:6379, or the path or URL of a YAML configuration of Redisson";

    private final SettingValues settings;

    RedisSettings(SettingValues settings) {
        this.settings = settings;
    }

    RedisAccess access() {
        var place = settings.value(CacheSettings.REDIS);
        var prefix = prefix();
        return place instanceof RedissonClient client
                ? new RedisAccess(client, false, prefix, timeout())
                : new RedisAccess(client(place), true, prefix, timeout());
    }

    /** Where two databases shared a prefix, they would share rows. */
    private String prefix() {
        var prefix = settings.value(CacheSettings.REDIS_KEY_PREFIX);
        if (prefix == null || prefix.toString().isBlank() || prefix.toString().matches(".*[{}].*")) {
            throw InvalidSettingException.notAllowed(
                    CacheSettings.REDIS_KEY_PREFIX,
                    String.valueOf(prefix),
                    "a name that all nodes of the application share, and no other database, without braces");
        }
        return prefix.toString();
    }

    private Duration timeout() {
        return orElse(settings.duration(CacheSettings.REDIS_TIMEOUT), TIMEOUT);
    }

    long nearEntries() {
        var entries = settings.size(CacheSettings.REDIS_NEAR_ENTRIES);
        return entries == 0 ? NEAR_ENTRIES : entries;
    }

    Duration lockTimeout() {
        return orElse(settings.duration(CacheSettings.REDIS_LOCK_TIMEOUT), LOCK_TIMEOUT);
    }

    private static Duration orElse(@Nullable Duration given, Duration fallback) {
        return given == null ? fallback : given;
    }

    /** An address may hold a password, so the value is not told. */
    private RedissonClient client(@Nullable Object place) {
        if (place == null) {
            throw notAllowed("null");
        }
        try {
            return Redisson.create(config(place.toString()));
        } catch (IOException | IllegalArgumentException e) {
            throw notAllowed("***");
        }
    }

    private static InvalidSettingException notAllowed(String value) {
        return InvalidSettingException.notAllowed(CacheSettings.REDIS, value, PLACE);
    }

    private Config config(String place) throws IOException {
        if (place.startsWith("redis://") || place.startsWith("rediss://")) {
            return single(place, (int) timeout().toMillis());
        }
        return Config.fromYAML(url(place));
    }

    /** Who waits no longer for an answer need not ask several times, and may find Redis there again soon. */
    private static Config single(String address, int timeout) {
        var config = new Config().setLazyInitialization(true).setUseScriptCache(true);
        config.useSingleServer()
                .setAddress(address)
                .setConnectionMinimumIdleSize(1)
                .setConnectTimeout(timeout)
                .setTimeout(timeout)
                .setRetryAttempts(0)
                .setReconnectionDelay(new ConstantDelay(Duration.ofMillis(timeout)));
        return config;
    }

    private static URL url(String place) throws MalformedURLException {
        return place.contains(":/")
                ? URI.create(place).toURL()
                : Path.of(place).toUri().toURL();
    }
}
