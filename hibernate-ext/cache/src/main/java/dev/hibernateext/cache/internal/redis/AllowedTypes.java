/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The classes that entries consist of: Hibernate's own, values of the JDK and what is mapped. */
public final class AllowedTypes {

    private static final Set<String> OF_HIBERNATE = Set.of(
            "org.hibernate.cache.internal.QueryResultsCacheImpl$CacheItem",
            "org.hibernate.cache.spi.entry.StandardCacheEntryImpl",
            "org.hibernate.cache.spi.entry.CollectionCacheEntry",
            "org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer$1",
            "org.hibernate.property.access.internal.PropertyAccessStrategyBackRefImpl$1");

    private static final Set<String> OF_LANGUAGE = Set.of(
            "java.lang.Object",
            "java.io.Serializable",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Number",
            "java.lang.Enum",
            "java.lang.String",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.time.Ser",
            "java.net.URI");

    private static final Set<String> OF_UTIL = Set.of(
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.util.ArrayList",
            "java.util.BitSet",
            "java.util.CollSer",
            "java.util.Currency",
            "java.util.Date",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.Locale",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID");

    private final Map<String, Class<?>> mapped = new HashMap<>();

    /** Those of a mapping, besides the others. */
    public AllowedTypes(Collection<Class<?>> types) {
        types.forEach(type -> mapped.put(type.getName(), type));
    }

    boolean isAllowed(String name) {
        var type = component(name);
        return type.isEmpty()
                || mapped.containsKey(type)
                || OF_HIBERNATE.contains(type)
                || OF_LANGUAGE.contains(type)
                || OF_UTIL.contains(type);
    }

    /** Empty for primitive types. */
    private static String component(String name) {
        var depth = name.lastIndexOf('[') + 1;
        if (depth == 0) {
            return name;
        }
        return name.charAt(depth) == 'L' ? name.substring(depth + 1, name.length() - 1) : "";
    }

    /** The application may have loaders of its own. */
    Optional<Class<?>> mapped(String name) {
        return Optional.ofNullable(mapped.get(name));
    }
}
