/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** What a shop sells. */
@NullMarked
package dev.hibernateext.examples.storefront.catalogue;

import org.jspecify.annotations.NullMarked;
