/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.History;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.envers.Audited;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a state among many rows of history costs PostgreSQL, in pages it looks at. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class StateCostIT {

    private static final int ROWS = Integer.getInteger("hibernateext.history.rows", 100_000);
    private static final int MOST_BUFFERS = 10;
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    @BeforeEach
    void fill(SessionFactoryScope scope) throws SQLException {
        execute(
                scope,
                "insert into REVINFO (REV, REVTSTMP) select r, r * 1000 from generate_series(1, %d) r".formatted(ROWS),
                "insert into Disc_AUD (REVTYPE, REV, id, title) select 1, r, (r + 99) / 100, 'title ' || r from generate_series(1, %d) r"
                        .formatted(ROWS),
                "vacuum analyze Disc_AUD",
                "vacuum analyze REVINFO");
    }

    @Test
    void findsAStateByTheKeyOfTheTable(SessionFactoryScope scope, StatementRecorder recorder) throws SQLException {
        recorder.clear();
        var title = scope.fromTransaction(session -> History.of(session, Disc.class, 7)
                .at(Instant.ofEpochMilli(660_500))
                .orElseThrow()
                .title);

        assertThat(title).isEqualTo("title 660");
        var statements = recorder.matching("^select").stream()
                .map(statement -> statement.sql())
                .toList();
        assertThat(statements).hasSize(2);
        assertThat(buffers(scope, statements.get(0), List.of(660_500L))).isLessThanOrEqualTo(MOST_BUFFERS);
        assertThat(buffers(scope, statements.get(1), List.of(7L, 7L, 660L))).isLessThanOrEqualTo(MOST_BUFFERS);
    }

    /** The blade: the key in Hibernate's usual order. */
    @Test
    void readsFarMoreWhereTheRevisionComesFirst(SessionFactoryScope scope, StatementRecorder recorder)
            throws SQLException {
        var statement = statement(scope, recorder);
        key(scope, "REV, id");
        var found = buffers(scope, statement, List.of(7L, 7L, (long) ROWS));
        key(scope, "id, REV");

        assertThat(found).isGreaterThan(MOST_BUFFERS * 5L);
        assertThat(buffers(scope, statement, List.of(7L, 7L, (long) ROWS))).isLessThanOrEqualTo(MOST_BUFFERS);
    }

    private static String statement(SessionFactoryScope scope, StatementRecorder recorder) {
        recorder.clear();
        assertThat(scope.<Boolean>fromTransaction(
                        session -> History.of(session, Disc.class, 7).at(ROWS).isPresent()))
                .isTrue();
        return recorder.matching("^select").get(0).sql();
    }

    private static void key(SessionFactoryScope scope, String columns) throws SQLException {
        execute(
                scope,
                "alter table Disc_AUD drop constraint Disc_AUD_pkey",
                "alter table Disc_AUD add primary key (%s)".formatted(columns),
                "vacuum analyze Disc_AUD");
    }

    @Test
    void putsTheOwnerBeforeTheRevisionInAllKeys(SessionFactoryScope scope) throws SQLException {
        assertThat(keyOf(scope, "disc_aud")).containsExactly("id", "rev");
        assertThat(keyOf(scope, "disc_tags_aud")).containsExactly("disc_id", "tags", "rev");
    }

    private static List<String> keyOf(SessionFactoryScope scope, String table) {
        return scope.fromTransaction(session -> session.createNativeQuery("""
                        select cast(a.attname as text) from pg_index i
                        cross join lateral unnest(i.indkey) with ordinality k (attnum, position)
                        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                        where i.indrelid = cast(?1 as regclass) and i.indisprimary order by k.position""", String.class)
                .setParameter(1, table)
                .getResultList());
    }

    private static long buffers(SessionFactoryScope scope, String sql, List<Long> parameters) throws SQLException {
        var text = sql;
        for (var parameter : parameters) {
            text = text.replaceFirst("\\?", parameter.toString());
        }
        assertThat(text).doesNotContain("?");
        try (var connection = scope.database().connect()) {
            explain(connection, text);
            // the second time, when the catalog is known
            return explain(connection, text);
        }
    }

    private static long explain(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("explain (analyze, buffers) " + sql)) {
            while (found.next()) {
                var matcher = BUFFERS.matcher(found.getString(1));
                if (matcher.find()) {
                    var read = matcher.group(2);
                    return Long.parseLong(matcher.group(1)) + (read == null ? 0 : Long.parseLong(read));
                }
            }
        }
        throw new AssertionError("No buffers in the plan of " + sql);
    }

    private static void execute(SessionFactoryScope scope, String... statements) throws SQLException {
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Entity(name = "Disc")
    @Audited
    static class Disc {

        @Id
        int id;

        String title = "";

        @ElementCollection
        Set<String> tags = new HashSet<>();
    }
}
