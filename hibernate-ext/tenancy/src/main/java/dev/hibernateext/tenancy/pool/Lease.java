/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

/**
 * The right to have one connection of a pool, which keeps the pool open.
 *
 * @param slot of the pool
 * @param borrower whose it is
 * @param number no other has
 */
record Lease(PoolSlot slot, Object borrower, long number) {}
