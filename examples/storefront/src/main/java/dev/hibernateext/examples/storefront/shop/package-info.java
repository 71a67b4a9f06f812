/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** The tenants, and where each of them lives. */
@NullMarked
package dev.hibernateext.examples.storefront.shop;

import org.jspecify.annotations.NullMarked;
