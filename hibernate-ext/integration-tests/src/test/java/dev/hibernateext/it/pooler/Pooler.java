/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import dev.hibernateext.testing.database.DatabaseUnderTest;

/** What stands between an application and PostgreSQL, and gives each transaction any of its connections. */
public interface Pooler {

    /**
     * The way to the database through here.
     *
     * @param parameters of the driver, as they stand in a URL
     */
    DatabaseUnderTest database(String parameters);
}
