/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Who bought what. */
@NullMarked
package dev.hibernateext.examples.storefront.sales;

import org.jspecify.annotations.NullMarked;
