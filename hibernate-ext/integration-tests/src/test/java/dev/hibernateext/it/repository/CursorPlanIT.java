/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hibernate.query.SortDirection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL begins to read where the page begins, in either direction, behind values and behind NULLs. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class CursorPlanIT {

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    @ParameterizedTest
    @EnumSource(SortDirection.class)
    void boundsTheScanOfTheIndex(SortDirection direction, SessionFactoryScope scope) throws SQLException {
        fill(scope);
        var builder = CursorPages.of(scope.factory(), Reading.class).signedWith(new byte[32]);
        var pages = (direction == SortDirection.ASCENDING ? builder.ascending("taken") : builder.descending("taken"))
                .build();
        var token = scope.fromTransaction(session ->
                pages.read(session, CursorRequest.first(20), query -> query).next());
        scope.dataSource().recorder().clear();

        scope.inTransaction(
                session -> pages.read(session, CursorRequest.after(Objects.requireNonNull(token), 20), query -> query));

        for (var sql : scope.dataSource().recorder().sql()) {
            assertThat(plan(scope, sql)).as(sql).contains("Index Cond").doesNotContain("Sort");
        }
    }

    /** A value inside of a row value is converted as one beside an attribute is. */
    @Test
    void comparesAllKeysAtOnceAsTheyAreMapped(SessionFactoryScope scope) {
        var pages = CursorPages.of(scope.factory(), Coded.class)
                .ascending("code")
                .signedWith(new byte[32])
                .build();
        scope.inTransaction(session ->
                IntStream.range(0, 20).forEach(id -> session.persist(new Coded(id, "c" + (char) ('a' + id % 3)))));
        var last = scope.fromTransaction(session -> pages.tokens(session).encode(List.of("cb", 7)));
        scope.dataSource().recorder().clear();

        var page = scope.fromTransaction(session -> pages.read(session, CursorRequest.after(last, 5), query -> query));

        assertThat(page.items()).extracting(each -> each.id).containsExactly(10, 13, 16, 19, 2);
        assertThat(scope.dataSource().recorder().sql())
                .singleElement()
                .asString()
                .contains(")>(?,?)");
    }

    private static void fill(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.createNativeMutationQuery("insert into Reading (id, taken) select i,"
                        + " case when i % 10 = 0 then null else i / 7 end from generate_series(1, 20000) i")
                .executeUpdate());
        scope.inTransaction(
                session -> session.createNativeMutationQuery("analyze Reading").executeUpdate());
    }

    /** Of the statement with its parameters open, as any values may come; only the simple protocol lets them be. */
    private static String plan(SessionFactoryScope scope, String sql) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = scope.database().connectWith("preferQueryMode", "simple");
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            try (var result = statement.executeQuery("explain (generic_plan) " + numbered(sql))) {
                while (result.next()) {
                    lines.add(result.getString(1));
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String numbered(String sql) {
        var parts = List.of(PARAMETER.split(sql, -1));
        var numbered = new StringBuilder(parts.get(0));
        for (var i = 1; i < parts.size(); i++) {
            numbered.append('$').append(i).append(parts.get(i));
        }
        return numbered.toString();
    }

    @Entity(name = "Reading")
    @Table(indexes = @Index(columnList = "taken, id"))
    static class Reading {

        @Id
        int id;

        @Nullable
        Integer taken;
    }

    @Entity(name = "Coded")
    static class Coded {

        @Id
        int id;

        @Convert(converter = Prefix.class)
        @Column(nullable = false)
        @Basic(optional = false)
        String code = "";

        protected Coded() {}

        Coded(int id, String code) {
            this.id = id;
            this.code = code;
        }
    }

    @Converter
    static class Prefix implements AttributeConverter<String, String> {

        @Override
        public String convertToDatabaseColumn(String attribute) {
            return "prefix:" + attribute;
        }

        @Override
        public String convertToEntityAttribute(String column) {
            return column.substring("prefix:".length());
        }
    }
}
