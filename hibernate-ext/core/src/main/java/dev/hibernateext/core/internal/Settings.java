/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.InvalidSettingException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Reads the property map of a factory into types; each bad value is an {@link InvalidSettingException}. */
public final class Settings {

    private final Map<String, Object> values;
    private final ClassLoaderService classLoading;

    private Settings(Map<String, Object> values, ClassLoaderService classLoading) {
        this.values = values;
        this.classLoading = classLoading;
    }

    /** The settings a service registry was built with. */
    public static Settings of(ServiceRegistry registry) {
        return new Settings(
                registry.requireService(ConfigurationService.class).getSettings(),
                registry.requireService(ClassLoaderService.class));
    }

    /** Whether a feature is switched on, by itself and as part of the whole. */
    public boolean isEnabled(Feature feature) {
        return bool(CoreSettings.ENABLED, true) && bool(feature.setting(), true);
    }

    /** True or false, as a Boolean or a string in any case. */
    public boolean bool(String key, boolean fallback) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw InvalidSettingException.notAllowed(key, value, "true or false");
        };
    }

    /** A string that is not blank. */
    public String text(String key, String fallback) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        if (value.toString().isBlank()) {
            throw InvalidSettingException.notAllowed(key, value, "a text that is not blank");
        }
        return value.toString();
    }

    /** A whole number within a range. */
    public int number(String key, int fallback, int least, int most) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        var allowed = "a whole number from %d to %d".formatted(least, most);
        try {
            var number = Integer.parseInt(value.toString().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw InvalidSettingException.notAllowed(key, value, allowed);
        }
        throw InvalidSettingException.notAllowed(key, value, allowed);
    }

    /** A Duration, its ISO form or a number of milliseconds; not negative. */
    public Duration duration(String key, Duration fallback) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        var duration = parsedDuration(key, value);
        if (duration.isNegative()) {
            throw InvalidSettingException.notAllowed(key, value, "a duration that is not negative");
        }
        return duration;
    }

    private static Duration parsedDuration(String key, Object value) {
        if (value instanceof Duration duration) {
            return duration;
        }
        var text = value.toString().strip();
        try {
            return text.startsWith("P") || text.startsWith("-P")
                    ? Duration.parse(text)
                    : Duration.ofMillis(Long.parseLong(text));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw InvalidSettingException.notAllowed(key, value, "a duration such as PT5S or a number of milliseconds");
        }
    }

    /** An enum constant or its name in any case. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant == value || constant.name().equalsIgnoreCase(value.toString()))
                .findFirst()
                .orElseThrow(() -> InvalidSettingException.notAllowed(key, value, "one of " + namesOf(type)));
    }

    private static String namesOf(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** An instance of a type, or the name of a class that implements it. */
    public <T> T instance(String key, Class<T> type, T fallback) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        var instance = type.isInstance(value) ? value : newInstance(key, value);
        if (type.isInstance(instance)) {
            return type.cast(instance);
        }
        throw InvalidSettingException.notAllowed(key, value, instanceForms(type));
    }

    /** An instance of a type, or the name of a class that supplies one. */
    public <T> T supplied(String key, Class<T> type, T fallback) {
        var value = values.get(key);
        if (value == null) {
            return fallback;
        }
        var instance = type.isInstance(value) ? value : suppliedBy(newInstance(key, value));
        if (type.isInstance(instance)) {
            return type.cast(instance);
        }
        throw InvalidSettingException.notAllowed(
                key, value, "a %s, or the name of a class that implements Supplier of it".formatted(type.getName()));
    }

    private static @Nullable Object suppliedBy(Object instance) {
        return instance instanceof Supplier<?> supplier ? supplier.get() : null;
    }

    private Object newInstance(String key, Object value) {
        try {
            var type = value instanceof Class<?> named ? named : classLoading.classForName(value.toString());
            return type.getConstructor().newInstance();
        } catch (ClassLoadingException | ReflectiveOperationException e) {
            throw InvalidSettingException.notAllowed(
                    key, value, "the name of a class with a public constructor without parameters");
        }
    }

    private static String instanceForms(Class<?> type) {
        return "a %s, or the name of a class that implements it".formatted(type.getName());
    }
}
