/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** What becomes of native statements that reach beyond their tenant. */
@NullMarked
package dev.hibernateext.it.tenancy.isolation;

import org.jspecify.annotations.NullMarked;
