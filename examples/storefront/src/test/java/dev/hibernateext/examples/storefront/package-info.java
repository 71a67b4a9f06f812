/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Requests to the running storefront. */
@NullMarked
package dev.hibernateext.examples.storefront;

import org.jspecify.annotations.NullMarked;
