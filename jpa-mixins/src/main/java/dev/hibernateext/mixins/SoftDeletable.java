/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An entity whose rows are marked as deleted instead of deleted. The mark is an attribute with {@link DeletedAt}, which
 * makes an entity soft-deletable by itself; this annotation says more about it.
 *
 * <p>On the root of an entity hierarchy or a mapped superclass of it. Queries, loads by id and collections do not see
 * deleted rows; what a to-one reference to one yields is the {@link #references() policy} of the entity referred to.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SoftDeletable {

    /**
     * What a to-one reference to a deleted row of this entity yields.
     *
     * @return {@link References#RESOLVE} unless said otherwise
     */
    References references() default References.RESOLVE;

    /** What a to-one reference to a deleted row yields. The foreign key of the referring row stays in every case. */
    enum References {

        /** The row, as an order still names the customer who has left. */
        RESOLVE,

        /**
         * Nothing: the owner is loaded, touching or fetching the reference raises {@link
         * jakarta.persistence.EntityNotFoundException} or Hibernate's equivalent, as for a row that does not exist.
         */
        HIDE
    }
}
