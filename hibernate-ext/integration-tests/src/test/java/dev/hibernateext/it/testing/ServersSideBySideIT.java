/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Embedded servers of two builds on one machine, here of one JVM: neither sees the other, and the end of one leaves the other alone. */
class ServersSideBySideIT {

    /** No variables: an embedded server or a container, not a server that both would share. */
    private static final Map<String, String> NO_SERVER_GIVEN = Map.of();

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRESQL", "MARIADB"})
    void startAtOnceAndEndAlone(DatabaseKind kind) throws SQLException {
        try (var staying = new DatabaseServers(NO_SERVER_GIVEN);
                var leaving = new DatabaseServers(NO_SERVER_GIVEN)) {
            var other = CompletableFuture.supplyAsync(() -> leaving.create(kind));
            var database = staying.create(kind);
            assertThat(other.join().url()).isNotEqualTo(database.url());
            assertThat(answer(other.join())).isEqualTo(42);

            leaving.close();

            assertThat(answer(database)).isEqualTo(42);
        }
    }

    private static int answer(DatabaseUnderTest database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 42")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
