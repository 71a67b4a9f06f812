/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds the region of the second-level cache that holds an entity hierarchy or a collection. It stands on the root entity, or on
 * the attribute of the collection, beside {@code @Cacheable} or {@code @Cache}, which alone decide that something is cached.
 *
 * <pre>{@code
 * @Entity
 * @Cacheable
 * @CacheRegion(ttl = "PT10M", maxEntries = 50_000)
 * class Product { … }
 * }</pre>
 *
 * <p>Settings for the region, see {@link CacheSettings#REGION}, go before the annotation, each by itself; what neither says comes
 * from the defaults. The cache of the entity's natural id, if there is one, is another region with the same bounds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface CacheRegion {

    /**
     * How long an entry is used after it was put.
     *
     * @return a duration in its ISO form, such as {@code PT10M}, longer than zero; empty for the default
     */
    String ttl() default "";

    /**
     * The most entries the region holds; beyond it, entries that are used little make room.
     *
     * @return at least 1; 0 for the default. Not together with {@link #maxBytes()}
     */
    long maxEntries() default 0;

    /**
     * The most heap the entries of the region take, measured as each is put, which costs time by the size of the entry.
     *
     * @return at least 1, in bytes; 0 for no bound of this kind
     */
    long maxBytes() default 0;
}
