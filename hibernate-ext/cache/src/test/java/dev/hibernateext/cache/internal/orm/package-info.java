/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
@NullMarked
package dev.hibernateext.cache.internal.orm;

import org.jspecify.annotations.NullMarked;
