/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * The entries of regions in Redis. A script runs there for each step, so that a step is taken as a whole, and in the order in which
 * Redis takes all of them.
 */
@NullMarked
package dev.hibernateext.cache.internal.redis;

import org.jspecify.annotations.NullMarked;
