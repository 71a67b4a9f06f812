/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.it.tenancy.rls.RecordedAlbums.Concert;
import dev.hibernateext.it.tenancy.rls.RecordedAlbums.Song;
import dev.hibernateext.testing.SessionFactoryScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies on every table of a history: SQL that asks for all rows finds those of the tenant, and histories go on being written. */
abstract class RecordedTablesContract {

    private static final HistoryRequest ALL = HistoryRequest.oldest(100);

    private final SessionFactoryScope scope;
    private final SecuredDatabase secured;
    private final SessionFactory factory;

    RecordedTablesContract(SessionFactoryScope scope, Class<?>... revisions) throws SQLException {
        this.scope = scope;
        this.secured = SecuredDatabase.install(scope);
        this.factory = secured.route(
                Map.of("org.hibernate.envers.store_data_at_delete", "true"),
                Stream.of(RecordedAlbums.ENTITIES, revisions)
                        .flatMap(Stream::of)
                        .toArray(Class<?>[]::new));
    }

    @BeforeEach
    void write() {
        write("acme", 1);
        write("bolt", 2);
    }

    @AfterEach
    void close() throws SQLException {
        factory.close();
        secured.close();
    }

    final <R> R as(String tenant, Function<Session, R> work) {
        return Ledger.as(tenant, () -> factory.fromTransaction(work));
    }

    /** Rows of all kinds in all tables: created, changed, added and removed elements, deleted. */
    private void write(String tenant, int id) {
        as(tenant, session -> {
            session.persist(RecordedAlbums.concert(id, tenant));
            session.persist(RecordedAlbums.concert(id + 10, tenant));
            return true;
        });
        as(tenant, session -> {
            var concert = session.find(Concert.class, id);
            concert.title = tenant + " again";
            concert.words.clear();
            concert.notes.clear();
            concert.tags.clear();
            session.remove(session.find(Song.class, id + 1_000));
            concert.songs.clear();
            session.remove(session.find(Concert.class, id + 10));
            return true;
        });
    }

    /** Every table of the history, by what the database has. */
    final List<String> tables() throws SQLException {
        try (var connection = scope.database().connect()) {
            return strings(
                    connection,
                    "select table_name from information_schema.tables where table_schema = 'public' and lower(table_name) like '%\\_aud'");
        }
    }

    /** As text whole rows, so that each value of another tenant's is seen, wherever it stands. */
    private static List<String> strings(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        return strings(connection, "select t::text from " + table + " t");
    }

    final Map<String, List<String>> asOwner(List<String> tables) throws SQLException {
        var found = new TreeMap<String, List<String>>();
        try (var connection = scope.database().connect()) {
            for (var table : tables) {
                found.put(table, rows(connection, table));
            }
        }
        return found;
    }

    final Map<String, List<String>> asTenant(String tenant, List<String> tables) {
        return as(
                tenant,
                session -> session.doReturningWork(connection -> {
                    var found = new TreeMap<String, List<String>>();
                    for (var table : tables) {
                        found.put(table, rows(connection, table));
                    }
                    return found;
                }));
    }

    @Test
    void showsEachTenantItsRowsAndNoOther() throws SQLException {
        var tables = tables();
        var all = asOwner(tables);
        var acme = asTenant("acme", tables);
        var bolt = asTenant("bolt", tables);

        assertThat(tables).hasSize(9);
        for (var table : tables) {
            assertThat(acme.get(table)).as(table).isNotEmpty().doesNotContainAnyElementsOf(bolt.get(table));
            assertThat(bolt.get(table)).as(table).isNotEmpty();
            assertThat(all.get(table))
                    .as(table)
                    .containsAll(acme.get(table))
                    .containsAll(bolt.get(table))
                    .hasSize(rowsOf(table, acme) + rowsOf(table, bolt));
        }
    }

    private static int rowsOf(String table, Map<String, List<String>> seen) {
        return seen.getOrDefault(table, List.of()).size();
    }

    /** The blade: the same question where a table has no policy. */
    @Test
    void showsRowsOfOthersWithoutThePolicies() throws SQLException {
        var tables = tables();
        var foreign = asTenant("bolt", tables);
        security("disable", tables);
        try {
            var seen = asTenant("acme", tables);
            for (var table : tables) {
                assertThat(foreign.get(table)).as(table).isNotEmpty();
                assertThat(seen.get(table)).as(table).containsAll(foreign.get(table));
            }
        } finally {
            security("enable", tables);
        }
    }

    final void security(String what, List<String> tables) throws SQLException {
        try (var connection = scope.database().connect()) {
            SecuredDatabase.run(
                    connection,
                    tables.stream()
                            .map(table -> "alter table " + table + " " + what + " row level security")
                            .toList());
        }
    }

    @Test
    void tellsTheHistoryUnderPolicies() {
        var own = as("acme", session -> History.of(session, Concert.class, 1).timeline(ALL))
                .items();
        var deleted = as(
                        "acme",
                        session -> History.of(session, Concert.class, 11).timeline(ALL))
                .items();
        var foreign = as(
                        "acme", session -> History.of(session, Concert.class, 2).timeline(ALL))
                .items();

        assertThat(own).extracting(HistoryEntry::kind).containsExactly(RevisionKind.CREATED, RevisionKind.UPDATED);
        assertThat(own.get(1).changed()).containsExactly("notes", "songs", "tags", "title", "words");
        assertThat(deleted).extracting(HistoryEntry::kind).containsExactly(RevisionKind.CREATED, RevisionKind.DELETED);
        assertThat(foreign).isEmpty();
    }
}
