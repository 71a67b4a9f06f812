/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

/** Where databases of one kind are made. Safe for use by many threads. */
interface DatabaseServer extends AutoCloseable {

    DatabaseUnderTest create(String name);

    void drop(DatabaseUnderTest database);

    @Override
    void close();
}
