/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Makes the regions of Hibernate's second-level cache. The only package of this module that leans on what is internal to Hibernate
 * and Ehcache.
 */
@NullMarked
package dev.hibernateext.cache.internal.orm;

import org.jspecify.annotations.NullMarked;
