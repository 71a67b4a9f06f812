/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/** PostgreSQL connections in the state of a tenant, and row-level security. */
@NullMarked
package dev.hibernateext.it.tenancy.rls;

import org.jspecify.annotations.NullMarked;
