/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
@NullMarked
package dev.hibernateext.cache.query.internal;

import org.jspecify.annotations.NullMarked;
