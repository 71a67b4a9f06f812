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
 * Makes a temporal {@link jakarta.persistence.Version} attribute strictly increasing.
 *
 * <p>Each update stores the current time truncated to the column's precision, or, where that is not later than the
 * version it replaces, that version plus one unit of the precision. So two updates within one tick never share a version,
 * and a value read back from the database equals the one written. The attribute is an {@link java.time.Instant}, {@link
 * java.time.LocalDateTime}, {@link java.time.OffsetDateTime} or {@link java.time.ZonedDateTime}.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface VersionTimestamp {}
