/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Pools of many databases, few of which may be open at once. */
@NullMarked
package dev.hibernateext.it.tenancy.pool;

import org.jspecify.annotations.NullMarked;
