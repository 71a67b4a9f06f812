/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** Tenants that take turns for the connections of a database. */
@NullMarked
package dev.hibernateext.it.tenancy.admission;

import org.jspecify.annotations.NullMarked;
