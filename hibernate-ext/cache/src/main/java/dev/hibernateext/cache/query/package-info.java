/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Results of queries that are cached with a time, a key and tags, and end when told to. */
@NullMarked
package dev.hibernateext.cache.query;

import org.jspecify.annotations.NullMarked;
