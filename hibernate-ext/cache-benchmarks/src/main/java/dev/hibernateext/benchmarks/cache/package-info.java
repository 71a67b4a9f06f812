/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Measures what the cache costs and saves. Start with {@link dev.hibernateext.benchmarks.cache.CacheReport}. */
@NullMarked
package dev.hibernateext.benchmarks.cache;

import org.jspecify.annotations.NullMarked;
