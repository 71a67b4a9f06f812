/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import org.jspecify.annotations.Nullable;

/**
 * How a statement uses a table.
 *
 * @param table as it is named
 * @param qualifier its schema, or on MariaDB and MySQL its database, or null; folded
 * @param mapped what the mapping knows of it, or null
 * @param written whether rows are written
 * @param proof what restricts it to one tenant, or null
 */
record TableUse(
        String table,
        @Nullable String qualifier,
        @Nullable MappedTable mapped,
        boolean written,
        @Nullable Proof proof) {}
