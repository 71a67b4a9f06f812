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
 * When the row was last written. Set on insert and on each update, HQL and criteria updates included.
 *
 * <p>The same attribute types as {@link CreatedAt}. A value assigned to the attribute by hand is replaced when the row is
 * written; an update that only assigns this attribute in HQL keeps the assigned value.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface UpdatedAt {}
