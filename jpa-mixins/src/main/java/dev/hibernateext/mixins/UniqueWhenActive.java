/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A unique key among the rows of a soft-deletable entity that are not deleted: once a row is deleted, another one may take
 * its key. Two rows that are there cannot have the same key, nor can a deleted row be restored while another one has it.
 *
 * <p>On an attribute, a key of that attribute. On an entity or a mapped superclass, a key of the attributes {@linkplain
 * #value() named}; without names, each unique constraint of the table becomes such a key: those of {@link
 * jakarta.persistence.Column#unique()}, {@link jakarta.persistence.UniqueConstraint}, natural identifiers and one-to-one
 * references.
 *
 * <pre>{@code
 * @Entity
 * @UniqueWhenActive({"shelf", "position"})
 * class Book extends SoftDeletableEntity {
 *
 *     @UniqueWhenActive
 *     String isbn;
 * }
 * }</pre>
 *
 * <p>An attribute with {@link org.hibernate.annotations.TenantId} is part of every key, so tenants do not collide. As in any
 * unique constraint, rows in which a part of the key is null do not collide. A unique constraint over exactly the same
 * columns is replaced. In a single-table hierarchy a key of a subclass holds for the rows of that subclass; where each class
 * has a table of its own, a key holds within each table.
 *
 * <p>The database keeps the key, so it holds for native SQL and other programs too: on PostgreSQL with a partial unique
 * index, on H2 and MariaDB with a generated column that is null in deleted rows. Both are part of the schema Hibernate
 * creates, updates and validates; for schemas that are migrated in another way, {@code ActiveUniqueKeys} gives the
 * statements. On other databases the start fails.
 *
 * <p>Hibernate executes inserts before deletes within one flush: flush after a delete whose key is to be used again in the
 * same transaction.
 */
@Documented
@Repeatable(UniqueWhenActive.List.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UniqueWhenActive {

    /**
     * The attributes of a key declared on a type. On an attribute, it stays empty.
     *
     * @return names, with dots into embeddables
     */
    String[] value() default {};

    /**
     * The name of the index in the database.
     *
     * @return if empty, a name made of the table and the columns
     */
    String name() default "";

    /** Several keys of one type. */
    @Documented
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {

        /**
         * The keys.
         *
         * @return one annotation a key
         */
        UniqueWhenActive[] value();
    }
}
