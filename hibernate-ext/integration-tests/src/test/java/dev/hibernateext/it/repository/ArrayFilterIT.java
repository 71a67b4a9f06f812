/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.filter.InvalidFilterException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What arrays contain, by SQL's logic of three values: an array that is NULL neither has a value nor lacks one. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class ArrayFilterIT {

    private static final int ROWS = 60;
    private static final int TRIES = 25;
    private static final List<String> WORDS = List.of("ant", "it's", "50%", "a,b", "{}", "\\");
    private static final List<UUID> TOKENS = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

    private static final Map<String, Function<Shelf, @Nullable Collection<?>>> FIELDS = Map.of(
            "words", shelf -> shelf.words == null ? null : Arrays.asList(shelf.words),
            "numbers", shelf -> shelf.numbers,
            "tokens", shelf -> shelf.tokens == null ? null : Arrays.asList(shelf.tokens),
            "counts",
                    shelf -> shelf.counts == null
                            ? null
                            : Arrays.stream(shelf.counts).boxed().toList());

    private static final Map<String, List<?>> VALUES =
            Map.of("words", WORDS, "numbers", List.of(1L, 2L, 3L), "tokens", TOKENS, "counts", List.of(1, 2, 3));

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final Map<Integer, Shelf> model = new TreeMap<>();

    @Test
    void selectsRowsWhoseArraysHaveAllValuesOrLackOne(SessionFactoryScope scope) {
        if (hasArrays(scope)) {
            persist(scope);
            scope.inTransaction(session -> FIELDS.keySet().forEach(field -> {
                for (var i = 0; i < TRIES; i++) {
                    check(scope, session, field);
                }
            }));
        }
    }

    @Test
    void tellsWhetherThereIsAnArray(SessionFactoryScope scope) {
        if (hasArrays(scope)) {
            persist(scope);
            scope.inTransaction(session -> {
                var restriction = filters(scope).fromTree(Map.of("field", "words", "operator", "null"));
                assertThat(ids(session, restriction)).isEqualTo(ids(row -> row.words == null));
            });
        }
    }

    @Test
    void offersNoOtherOperator(SessionFactoryScope scope) {
        if (hasArrays(scope)) {
            assertThatExceptionOfType(InvalidFilterException.class)
                    .isThrownBy(() -> filters(scope)
                            .fromTree(Map.of("field", "words", "operator", "eq", "value", List.of("ant"))));
        }
    }

    @Test
    void refusesArraysWhereTheDatabaseHasNone(SessionFactoryScope scope) {
        if (!hasArrays(scope)) {
            assertThatExceptionOfType(AttributePathException.class)
                    .isThrownBy(() -> filters(scope))
                    .satisfies(error -> assertThat(error.code()).isEqualTo("repository.attribute-type-unsupported"));
        }
    }

    @Test
    void refusesArraysOfConvertedElements(SessionFactoryScope scope) {
        var builder = Filters.of(scope.factory(), Shelf.class).allow("days");

        assertThatExceptionOfType(AttributePathException.class).isThrownBy(builder::build);
    }

    private void check(SessionFactoryScope scope, Session session, String field) {
        var values = Stream.generate(() -> one(VALUES.getOrDefault(field, List.of())))
                .limit(random.nextInt(3))
                .toList();
        var reading = FIELDS.getOrDefault(field, shelf -> null);
        var all = ids(row -> hasAll(reading.apply(row), values, true));
        var lacking = ids(row -> hasAll(reading.apply(row), values, false));

        var ina = filters(scope).fromTree(term(field, "ina", values));
        var nina = filters(scope).fromTree(term(field, "nina", values));

        assertThat(ids(session, ina))
                .as("seed %d: %s ina %s", seed, field, values)
                .isEqualTo(all);
        assertThat(ids(session, nina))
                .as("seed %d: %s nina %s", seed, field, values)
                .isEqualTo(lacking);
        assertThat(ids(session, ina.negated()))
                .as("seed %d: not %s ina %s", seed, field, values)
                .isEqualTo(lacking);
        assertThat(ids(session, nina.negated()))
                .as("seed %d: not %s nina %s", seed, field, values)
                .isEqualTo(all);
    }

    private static boolean hasAll(@Nullable Collection<?> actual, List<?> values, boolean expected) {
        return actual != null && actual.containsAll(values) == expected;
    }

    private static Map<String, Object> term(String field, String operator, List<?> values) {
        return Map.of(
                "field",
                field,
                "operator",
                operator,
                "value",
                values.stream()
                        .map(value -> value instanceof Number ? value : value.toString())
                        .toList());
    }

    private static boolean hasArrays(SessionFactoryScope scope) {
        return scope.database().kind() != DatabaseKind.MARIADB;
    }

    private static Filters<Shelf> filters(SessionFactoryScope scope) {
        return Filters.of(scope.factory(), Shelf.class)
                .allow(FIELDS.keySet().toArray(new String[0]))
                .build();
    }

    private static List<Integer> ids(Session session, Restriction<Shelf> restriction) {
        return SelectionSpecification.create(Shelf.class)
                .restrict(restriction)
                .createQuery(session)
                .getResultStream()
                .map(row -> row.id)
                .sorted()
                .toList();
    }

    private List<Integer> ids(Predicate<Shelf> condition) {
        return model.values().stream().filter(condition).map(row -> row.id).toList();
    }

    private void persist(SessionFactoryScope scope) {
        for (var id = 0; id < ROWS; id++) {
            var row = new Shelf(id);
            row.words = orNull(some("words", String.class).toArray(new String[0]));
            row.numbers = orNull(some("numbers", Long.class));
            row.tokens = orNull(some("tokens", UUID.class).toArray(new UUID[0]));
            row.counts = orNull(some("counts", Integer.class).stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
            model.put(id, row);
        }
        scope.inTransaction(session -> model.values().forEach(session::persist));
    }

    private <T> List<T> some(String field, Class<T> type) {
        var some = new ArrayList<T>();
        for (var i = random.nextInt(4); i > 0; i--) {
            some.add(type.cast(one(VALUES.getOrDefault(field, List.of()))));
        }
        return some;
    }

    private <T> @Nullable T orNull(T value) {
        return random.nextInt(10) < 3 ? null : value;
    }

    private Object one(List<?> list) {
        return list.get(random.nextInt(list.size()));
    }

    @Entity(name = "Shelf")
    static class Shelf {

        @Id
        int id;

        String @Nullable [] words;

        @Nullable
        List<Long> numbers;

        @Enumerated(EnumType.STRING)
        @Nullable
        Set<DayOfWeek> days;

        UUID @Nullable [] tokens;

        int @Nullable [] counts;

        protected Shelf() {}

        Shelf(int id) {
            this.id = id;
        }
    }
}
