/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * A second-level cache whose regions are bounded, whose entries go by tenant, and which tells how it does. Declare the bounds of
 * a region with {@link dev.hibernateext.cache.CacheRegion}, or in settings with {@link dev.hibernateext.cache.CacheSettings}.
 */
@NullMarked
package dev.hibernateext.cache;

import org.jspecify.annotations.NullMarked;
