/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Row-level security of PostgreSQL for the tables of tenants: its statements, its keys, and a check that nothing goes past it.
 * Start with {@link dev.hibernateext.tenancy.rls.RowLevelSecurity}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.rls;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
