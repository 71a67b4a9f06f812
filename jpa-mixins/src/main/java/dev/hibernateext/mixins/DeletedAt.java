/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When the row was deleted; null for a row that is there. Makes the entity soft-deletable: a delete writes this attribute
 * and leaves the row, and reads do not see rows where it is set.
 *
 * <p>The attribute is an {@link java.time.Instant}, another {@code java.time} type, or an epoch {@link Long} (milliseconds)
 * or {@link Integer} (seconds); the column is nullable. It belongs to the root of an entity hierarchy, to a mapped
 * superclass or embeddable of it. Only the library writes it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface DeletedAt {}
