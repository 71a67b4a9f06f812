/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** On PostgreSQL; every run has a database of its own in one server. */
class DoNoHarmIT extends DoNoHarmContract {

    private final DatabaseServers servers = new DatabaseServers();
    private final List<DatabaseUnderTest> databases = new ArrayList<>();

    @Override
    DatabaseAddress database(String name) {
        var database = servers.create(DatabaseKind.POSTGRESQL);
        databases.add(database);
        return new DatabaseAddress(database.url(), database.user(), database.password());
    }

    @AfterAll
    void dropDatabases() {
        databases.forEach(servers::drop);
        servers.close();
    }
}
