/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.query.SortDirection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages joined, forward and backward, are the rows sorted in memory. */
@HibernateExtTest(
        entities = {Sample.class, Sample.Owner.class, Sample.Extent.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CursorOracleIT {

    private static final int ROWS = 60;
    private static final int SORTS = 40;
    private static final int MOST_KEYS = 4;

    /** Those whose order is the same in Java and in the three databases. */
    private static final List<String> FIELDS = List.of(
            "word",
            "flag",
            "tiny",
            "whole",
            "large",
            "single",
            "twice",
            "color",
            "shade",
            "price",
            "huge",
            "onDay",
            "localMoment",
            "moment",
            "offsetMoment",
            "extent.width",
            "owner.id",
            "owner.name",
            "owner.parent.name");

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final RandomFilters rows = new RandomFilters(random);
    private final Map<Integer, Map<String, @Nullable Object>> model = new TreeMap<>();

    @Test
    void joinsPagesToTheWholeInBothDirections(SessionFactoryScope scope) {
        model.putAll(SampleRows.persist(scope, rows, ROWS));

        for (var i = 0; i < SORTS; i++) {
            var keys = keys();
            var pages = pages(scope, keys);
            var expected = sorted(scope, keys);
            var size = 1 + random.nextInt(9);

            var forward = scope.fromTransaction(
                    session -> forward(request -> pages.read(session, request, each -> each), size));
            assertThat(forward)
                    .as("seed %d: forward by %d, %s", seed, size, keys)
                    .isEqualTo(expected);
            var backward = scope.fromStatelessTransaction(
                    session -> backward(request -> pages.read(session, request, each -> each), size));
            assertThat(backward)
                    .as("seed %d: backward by %d, %s", seed, size, keys)
                    .isEqualTo(expected);
        }
    }

    /** Case, padding and the bytes of a UUID are sorted by each database in its own way; pages follow it. */
    @Test
    void joinsPagesToTheWholeWhateverTheDatabaseSortsBy(SessionFactoryScope scope) {
        SampleRows.persist(scope, rows, ROWS);

        for (var field : List.of("token", "label", "letter")) {
            for (var direction : SortDirection.values()) {
                var pages = CursorPages.of(scope.factory(), Sample.class)
                        .by(field, direction, Nulls.LAST)
                        .signedWith(new byte[32])
                        .build();
                var order = direction == SortDirection.ASCENDING ? "asc" : "desc";
                var hql =
                        "select s.id from Sample s order by s.%1$s %2$s nulls last, s.id %2$s".formatted(field, order);

                scope.inTransaction(session -> {
                    var expected =
                            session.createSelectionQuery(hql, Integer.class).getResultList();
                    assertThat(forward(request -> pages.read(session, request, each -> each), 7))
                            .as("seed %d: %s", seed, hql)
                            .isEqualTo(expected);
                    assertThat(backward(request -> pages.read(session, request, each -> each), 7))
                            .as("seed %d: %s", seed, hql)
                            .isEqualTo(expected);
                });
            }
        }
    }

    private static List<Integer> forward(Function<CursorRequest, CursorPage<Sample>> reading, int size) {
        var ids = new ArrayList<Integer>();
        var page = reading.apply(CursorRequest.first(size));
        ids.addAll(ids(page));
        for (var token = page.next(); token != null; token = page.next()) {
            page = reading.apply(CursorRequest.after(token, size));
            assertThat(page.previous()).isNotNull();
            ids.addAll(ids(page));
        }
        return ids;
    }

    private static List<Integer> backward(Function<CursorRequest, CursorPage<Sample>> reading, int size) {
        var ids = new ArrayList<Integer>();
        var page = reading.apply(CursorRequest.last(size));
        ids.addAll(0, ids(page));
        for (var token = page.previous(); token != null; token = page.previous()) {
            page = reading.apply(CursorRequest.before(token, size));
            assertThat(page.next()).isNotNull();
            ids.addAll(0, ids(page));
        }
        return ids;
    }

    private static List<Integer> ids(CursorPage<Sample> page) {
        return page.items().stream().map(row -> row.id).toList();
    }

    private List<Key> keys() {
        var fields = new ArrayList<>(FIELDS);
        Collections.shuffle(fields, random);
        return fields.stream()
                .limit(1 + random.nextInt(MOST_KEYS))
                .map(field -> new Key(
                        field,
                        random.nextBoolean() ? SortDirection.ASCENDING : SortDirection.DESCENDING,
                        rows.one(List.of(Nulls.values()))))
                .toList();
    }

    private static CursorPages<Sample> pages(SessionFactoryScope scope, List<Key> keys) {
        var builder = CursorPages.of(scope.factory(), Sample.class).signedWith(new byte[32]);
        keys.forEach(key -> builder.by(key.field(), key.direction(), key.nulls()));
        return builder.build();
    }

    private List<Integer> sorted(SessionFactoryScope scope, List<Key> keys) {
        var nullsAreGreatest = scope.database().kind() == DatabaseKind.POSTGRESQL;
        // The id breaks ties in the direction of the key before it.
        var last = keys.get(keys.size() - 1).direction();
        Comparator<Integer> comparator =
                last == SortDirection.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder();
        for (var i = keys.size() - 1; i >= 0; i--) {
            var key = keys.get(i);
            comparator = Comparator.comparing(row(key.field()), key.comparator(nullsAreGreatest))
                    .thenComparing(comparator);
        }
        return model.keySet().stream().sorted(comparator).toList();
    }

    private Function<Integer, @Nullable Object> row(String field) {
        return id -> sortable(field, model.getOrDefault(id, Map.of()).get(field));
    }

    /** An enum in a text column is sorted by its name. */
    private static @Nullable Object sortable(String field, @Nullable Object value) {
        return field.equals("color") && value instanceof Enum<?> constant ? constant.name() : value;
    }

    private record Key(String field, SortDirection direction, Nulls nulls) {

        Comparator<@Nullable Object> comparator(boolean nullsAreGreatest) {
            var nullsLast = switch (nulls) {
                case FIRST -> false;
                case LAST -> true;
                case NONE -> nullsAreGreatest == (direction == SortDirection.ASCENDING);
            };
            return (left, right) -> {
                if (left == null || right == null) {
                    var order = Boolean.compare(left == null, right == null);
                    return nullsLast ? order : -order;
                }
                var order = compare(left, right);
                return direction == SortDirection.ASCENDING ? order : -order;
            };
        }

        @SuppressWarnings("unchecked")
        private static int compare(Object left, Object right) {
            return ((Comparable<Object>) left).compareTo(right);
        }
    }
}
