/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.List;

/**
 * What is known of a statement, whoever runs it.
 *
 * @param uses the tables
 * @param parsed whether that is all of them
 * @param defines whether it changes the schema
 */
record SqlFacts(List<TableUse> uses, boolean parsed, boolean defines) {

    static final SqlFacts NOTHING = new SqlFacts(List.of(), true, false);

    static final SqlFacts UNKNOWN = new SqlFacts(List.of(), false, false);
}
