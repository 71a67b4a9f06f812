/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * What operators see: health and an endpoint that only reads.
 *
 * @serial exclude
 */
@NullMarked
package dev.hibernateext.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
