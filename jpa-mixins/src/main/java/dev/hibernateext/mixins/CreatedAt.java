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
 * When the row was inserted. Set once, by every write path including upsert and HQL insert; never part of an update.
 *
 * <p>The attribute is an {@link java.time.Instant}, another {@code java.time} type with a time of day, a
 * {@link java.time.LocalDate}, or an epoch {@link Long} (milliseconds) or {@link Integer} (seconds). Types without an
 * offset are read in UTC. The value is truncated to the column's precision, and equals that of {@link UpdatedAt} on the
 * same insert.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface CreatedAt {}
