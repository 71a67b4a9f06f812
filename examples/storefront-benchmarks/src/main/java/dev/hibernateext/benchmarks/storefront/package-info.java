/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Measures what the storefront costs beside the same written by hand. Start with {@link
 * dev.hibernateext.benchmarks.storefront.StorefrontReport}.
 */
@NullMarked
package dev.hibernateext.benchmarks.storefront;

import org.jspecify.annotations.NullMarked;
