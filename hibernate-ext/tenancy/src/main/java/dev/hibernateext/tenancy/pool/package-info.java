/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
/**
 * Pools of tenants' databases: one each, opened when needed, closed when idle or in the way, never under a borrower. Start with
 * {@link dev.hibernateext.tenancy.pool.DatabasePools}.
 */
@Incubating
@NullMarked
package dev.hibernateext.tenancy.pool;

import org.hibernate.Incubating;
import org.jspecify.annotations.NullMarked;
