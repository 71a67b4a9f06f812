/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

/**
 * A connection that was taken from a {@link TestDataSource} and not closed.
 *
 * @param number counts the connections taken, from 1
 * @param openedAt carries the stack of the caller that took it; a marker, not an error
 */
public record OpenConnection(long number, Throwable openedAt) {}
