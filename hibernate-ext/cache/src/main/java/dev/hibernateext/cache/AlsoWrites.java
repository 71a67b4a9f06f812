/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a write of the entity changes behind it, by triggers, procedures or jobs of the database: cached results of what is named end
 * with the write, and its entities and collections are evicted. What the database does by {@code @OnDelete}, and what is read
 * through {@code @Synchronize}, is known without it.
 *
 * <pre>{@code
 * @Entity
 * @AlsoWrites(entities = Stock.class, attributes = "quantity")
 * class OrderLine { … }
 * }</pre>
 *
 * <p>It stands on an entity or a mapped superclass, and holds for subclasses. Writes of rows that belong to a tenant are taken to change rows of the same
 * tenant. Further ones are told by settings, see {@link CacheSettings#ALSO_WRITES}. What is not mapped fails the start of the session factory with a {@link
 * CacheRelationException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(AlsoWrites.List.class)
public @interface AlsoWrites {

    /**
     * The entities whose rows change, with their subclasses.
     *
     * @return entity classes; with {@link #tables()}, at least one
     */
    Class<?>[] entities() default {};

    /**
     * The tables whose rows change, which are mapped, or named by {@code @Synchronize}.
     *
     * @return names as in the database, in any case
     */
    String[] tables() default {};

    /**
     * Which attributes an update has to write. An entity without {@code @DynamicUpdate} writes all of them. Inserts and deletes
     * count in any case.
     *
     * @return attributes with columns; none for all
     */
    String[] attributes() default {};

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {

        /**
         * The declarations.
         *
         * @return each holds by itself
         */
        AlsoWrites[] value();
    }
}
