/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;

/** The library, written to in batches. */
abstract class BatchedLibraryTest extends LibraryTest {

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        super.contribute(settings, database);
        settings.put("hibernate.jdbc.batch_size", "50");
    }
}
