/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.util.Map;

/**
 * The rows of one entity that an attack is about.
 *
 * @param own identifier of the second tenant's row
 * @param target identifier of the first tenant's row
 * @param stored that row in the database, with those of its collections
 * @param ownerCount how many rows the first tenant sees
 * @param observed by name of the attack, what was seen while the rows were made
 */
record Rows(Object own, Object target, TableRows stored, long ownerCount, Map<String, String> observed) {}
