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
 * What the deleted row was deleted with, a {@link java.util.UUID}; null for a row that is there. One delete gives the same
 * id to all rows its cascades took, so that a restore brings back exactly these. Only the library writes it.
 *
 * @see DeletedAt
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface DeletionId {}
