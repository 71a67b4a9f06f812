/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorPagesBuilder;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Among a million rows PostgreSQL reads a handful of buffers for a page, however deep it is. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class CursorDepthIT {

    private static final int PAGE = 20;
    private static final int MOST_BUFFERS = 8;
    private static final int[] DEPTHS = {1_000, 500_000, 980_000};

    /** The counters of a backend reach the statistics at once when it asks for that. */
    private static final String FLUSH = "select cast(pg_stat_force_next_flush() as text)";

    private static final String BUFFERS =
            "select sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit) from pg_statio_user_tables"
                    + " where relname = 'moment'";

    private static final List<Way> WAYS = List.of(
            new Way("ascending", builder -> builder.ascending("taken"), id -> List.of(id / 7, id)),
            new Way("descending", builder -> builder.descending("taken"), id -> List.of(id / 7, id)),
            new Way("mixed", builder -> builder.ascending("taken").descending("id"), id -> List.of(id / 7, id)),
            new Way("few values", builder -> builder.ascending("kind"), id -> List.of(id / 100_000, id)),
            new Way("nullable", builder -> builder.ascending("seen"), id -> List.of(id / 7, id)),
            new Way("nulls", builder -> builder.ascending("seen"), id -> Arrays.asList(null, id)));

    /** For values near the ends of a column the planner reads the ends of the index too, which is no cost of the page. */
    private static final String PLAN_FOR_ANY_VALUE = "set local plan_cache_mode = force_generic_plan";

    private final SessionFactoryScope scope;

    CursorDepthIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void readsAsLittleAtAnyDepth() throws SQLException {
        fill();
        var found = new ArrayList<String>();

        for (var way : WAYS) {
            for (var depth : DEPTHS) {
                for (var backward : new boolean[] {false, true}) {
                    var buffers = buffers(way, depth, backward);
                    if (buffers > MOST_BUFFERS) {
                        found.add("%s at %d, backward %s: %d".formatted(way.name(), depth, backward, buffers));
                    }
                }
            }
        }

        assertThat(found).isEmpty();
    }

    private long buffers(Way way, int depth, boolean backward) throws SQLException {
        var pages = way.sort()
                .apply(CursorPages.of(scope.factory(), Moment.class).signedWith(new byte[32]))
                .build();
        var before = buffers();
        scope.inTransaction(session -> {
            var token = pages.tokens(session).encode(way.key().apply(depth));
            session.createNativeMutationQuery(PLAN_FOR_ANY_VALUE).executeUpdate();
            var page = pages.read(session, new CursorRequest(PAGE, token, backward), query -> query);
            assertThat(page.items()).hasSize(PAGE);
            flush(session);
        });
        return buffers() - before;
    }

    private static void flush(Session session) {
        session.createNativeQuery(FLUSH, String.class).getSingleResult();
    }

    private long buffers() throws SQLException {
        try (var connection = scope.database().connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(BUFFERS)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void fill() throws SQLException {
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("insert into Moment (id, taken, kind, seen) select i, i / 7, i / 100000,"
                    + " case when i % 10 = 0 then null else i / 7 end from generate_series(1, 1000000) i");
            statement.execute("vacuum analyze Moment");
        }
        scope.inTransaction(CursorDepthIT::flush);
    }

    private record Way(
            String name,
            UnaryOperator<CursorPagesBuilder<Moment>> sort,
            IntFunction<List<? extends @Nullable Object>> key) {}

    @Entity(name = "Moment")
    @Table(
            indexes = {
                @Index(columnList = "taken, id"),
                @Index(columnList = "taken, id desc"),
                @Index(columnList = "kind, id"),
                @Index(columnList = "seen, id")
            })
    static class Moment {

        @Id
        int id;

        int taken;

        int kind;

        @Nullable
        Integer seen;
    }
}
