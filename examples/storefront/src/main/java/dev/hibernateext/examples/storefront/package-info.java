/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * A storefront of three record shops. {@code shop} says who the tenants are, {@code catalogue} and {@code sales} have the entities and
 * what clients may do with them, {@code rest} is what all of that has in common, {@code demo} gives everybody a token.
 */
@NullMarked
package dev.hibernateext.examples.storefront;

import org.jspecify.annotations.NullMarked;
