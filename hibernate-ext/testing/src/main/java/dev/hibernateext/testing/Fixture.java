/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.internal.orm.OpenSessions;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.lang.System.Logger.Level;
import org.hibernate.SessionFactory;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jspecify.annotations.Nullable;

/** The database, data source and session factory of one run. */
final class Fixture implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Fixture.class.getName());

    private final DatabaseServers servers;
    private final SessionFactoryScope scope;
    private final @Nullable LeakCheck leaks;
    private boolean used;

    private Fixture(DatabaseServers servers, SessionFactoryScope scope, @Nullable LeakCheck leaks) {
        this.servers = servers;
        this.scope = scope;
        this.leaks = leaks;
    }

    static Fixture start(TestClass test, DatabaseKind kind, DatabaseServers servers) {
        var database = servers.create(kind);
        try {
            var sessions = new OpenSessions();
            var dataSource = new TestDataSource(database);
            var blueprint = FactoryBlueprint.of(database, test);
            return test.leakCheck()
                    ? new Fixture(
                            servers,
                            new SessionFactoryScope(blueprint.tracking(sessions), dataSource),
                            new LeakCheck(dataSource, sessions))
                    : new Fixture(servers, new SessionFactoryScope(blueprint, dataSource), null);
        } catch (RuntimeException e) {
            servers.drop(database);
            throw e;
        }
    }

    SessionFactoryScope scope() {
        return scope;
    }

    TestDataSource dataSource() {
        return scope.dataSource();
    }

    /** Gives the next test empty tables, cold caches and counts of zero. */
    void reset() {
        dataSource().faults().clear();
        if (used) {
            truncate(scope.factory());
            scope.factory().getCache().evictAllRegions();
        }
        used = true;
        scope.factory().getStatistics().clear();
        dataSource().recorder().clear();
        if (leaks != null) {
            leaks.begin();
        }
    }

    /** Once more where the server refused: its own work on a table may be in the way. What is refused again fails the test. */
    private static void truncate(SessionFactory factory) {
        if (factory.getMetamodel().getEntities().isEmpty()) {
            return;
        }
        try {
            factory.getSchemaManager().truncateMappedObjects();
        } catch (SchemaManagementException e) {
            LOG.log(Level.WARNING, "The tables could not be emptied at once", e);
            factory.getSchemaManager().truncateMappedObjects();
        }
    }

    void checkLeaks() {
        dataSource().faults().clear();
        if (leaks != null) {
            leaks.end();
        }
    }

    @Override
    public void close() throws Exception {
        scope.close();
        dataSource().close();
        servers.drop(scope.database());
    }
}
