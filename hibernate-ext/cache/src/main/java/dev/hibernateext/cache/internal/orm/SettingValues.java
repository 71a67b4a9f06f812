/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.core.InvalidSettingException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a factory as types; each bad value is an {@link InvalidSettingException}. */
final class SettingValues {

    private static final String DURATION = "a duration longer than zero, such as PT10M or a number of milliseconds";
    private static final String SIZE = "a whole number, at least 1";

    private final Map<String, Object> values;

    private SettingValues(Map<String, Object> values) {
        this.values = values;
    }

    static SettingValues of(Map<String, Object> values) {
        return new SettingValues(values);
    }

    @Nullable
    Object value(String key) {
        return values.get(key);
    }

    boolean isTrue(String key, boolean fallback) {
        var value = values.get(key);
        return switch (value == null
                ? String.valueOf(fallback)
                : value.toString().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw InvalidSettingException.notAllowed(key, String.valueOf(value), "true or false");
        };
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value.toString()))
                .findFirst()
                .orElseThrow(() -> InvalidSettingException.notAllowed(key, value, "one of " + namesOf(type)));
    }

    private static String namesOf(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    @Nullable
    Duration duration(String key) {
        var value = values.get(key);
        if (value == null) {
            return null;
        }
        var duration = value instanceof Duration given
                ? given
                : parsed(key, value.toString().strip());
        if (duration.isNegative() || duration.isZero()) {
            throw InvalidSettingException.notAllowed(key, value, DURATION);
        }
        return duration;
    }

    /** By what follows a prefix, the durations that are set. */
    Map<String, Supplier<Duration>> durationsUnder(String prefix) {
        var durations = new TreeMap<String, Supplier<Duration>>();
        keysUnder(prefix)
                .forEach(key -> durations.put(key.substring(prefix.length()), () -> requireNonNull(duration(key))));
        return durations;
    }

    private static Duration parsed(String key, String text) {
        try {
            return text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseLong(text));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw InvalidSettingException.notAllowed(key, text, DURATION);
        }
    }

    /** At least 1; 0 if it is not set. */
    long size(String key) {
        var value = values.get(key);
        if (value == null) {
            return 0;
        }
        try {
            var size = Long.parseLong(value.toString().strip());
            if (size > 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw InvalidSettingException.notAllowed(key, value, SIZE);
        }
        throw InvalidSettingException.notAllowed(key, value, SIZE);
    }

    Set<String> keysUnder(String prefix) {
        return values.keySet().stream().filter(key -> key.startsWith(prefix)).collect(Collectors.toSet());
    }
}
