/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the JDBC driver is told beside the URL, such as {@code socketTimeout}.
 *
 * @param values by the driver's names
 */
public record DriverProperties(Map<String, String> values) {

    /** Nothing is told. */
    public static final DriverProperties NONE = new DriverProperties(Map.of());

    /**
     * Copies the values.
     *
     * @param values by the driver's names
     */
    public DriverProperties {
        values = Map.copyOf(values);
    }

    /**
     * One property more.
     *
     * @param name the driver's name for it
     * @param value replaces what was there
     * @return a changed copy
     */
    public DriverProperties with(String name, String value) {
        var more = new TreeMap<>(values);
        more.put(name, value);
        return new DriverProperties(more);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** Names, and values of what is no secret by its name. */
    @Override
    public String toString() {
        var shown = new TreeMap<>(values);
        shown.replaceAll(Secret::masked);
        return shown.toString();
    }
}
