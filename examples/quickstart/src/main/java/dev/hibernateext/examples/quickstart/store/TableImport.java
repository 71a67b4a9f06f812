/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

/**
 * What the import of one table came to.
 *
 * @param table the table of the original database
 * @param entity what its rows became
 * @param expected how many rows the original table has
 * @param stored how many rows the entity's table has, counted after the inserts
 */
public record TableImport(String table, Class<?> entity, long expected, long stored) {}
