/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import dev.hibernateext.repository.filter.FilterOperator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows, and filter documents over few values, so that they meet often. */
final class RandomFilters {

    private static final double NULLS = 0.3;
    private static final List<String> WORDS = List.of("ant", "bee", "cat", "cow", "doe", "eel");
    private static final List<String> LABELS = List.of(
            "Ant",
            "ANT",
            "ant",
            "50%",
            "a_b",
            "axb",
            "a!b",
            "!%",
            "back\\slash",
            "it's",
            "x'; drop table Sample; --",
            "");
    private static final List<String> PARTS = List.of("a", "A", "%", "_", "!", "\\", "'", "x", "nt", "NT", "");

    private static final Set<FilterOperator> TEXT = Set.of(
            FilterOperator.CONTAINS,
            FilterOperator.NCONTAINS,
            FilterOperator.CONTAINSS,
            FilterOperator.NCONTAINSS,
            FilterOperator.STARTSWITH,
            FilterOperator.NSTARTSWITH,
            FilterOperator.STARTSWITHS,
            FilterOperator.NSTARTSWITHS,
            FilterOperator.ENDSWITH,
            FilterOperator.NENDSWITH,
            FilterOperator.ENDSWITHS,
            FilterOperator.NENDSWITHS);
    private static final Set<FilterOperator> ORDER = Set.of(
            FilterOperator.LT,
            FilterOperator.GT,
            FilterOperator.LTE,
            FilterOperator.GTE,
            FilterOperator.BETWEEN,
            FilterOperator.NBETWEEN);
    private static final Set<FilterOperator> COLLECTION = Set.of(FilterOperator.INA, FilterOperator.NINA);

    /** Fields whose order differs between databases, or that have none. */
    private static final Set<String> UNORDERED = Set.of("label", "letter", "flag", "color", "shade", "token");

    private static final Set<String> TEXTS = Set.of("word", "label", "owner.name", "owner.parent.name");

    private final Random random;
    private final Map<String, Supplier<Object>> values = new LinkedHashMap<>();

    RandomFilters(Random random) {
        this.random = random;
        values.put("word", () -> one(WORDS));
        values.put("label", () -> one(LABELS));
        values.put("letter", () -> (char) ('a' + random.nextInt(4)));
        values.put("flag", random::nextBoolean);
        values.put("tiny", () -> (byte) (random.nextInt(5) - 2));
        values.put("small", () -> (short) (random.nextInt(5) * 300));
        values.put("whole", () -> random.nextInt(5) * 100_000);
        values.put("large", () -> (random.nextInt(5) - 2) * 10_000_000_000L);
        values.put("single", () -> random.nextInt(8) / 4f);
        values.put("twice", () -> random.nextInt(8) / 8d - 0.5);
        values.put("price", () -> BigDecimal.valueOf(random.nextInt(5) * 2_500L, 4));
        values.put("huge", () -> BigInteger.TEN.pow(random.nextInt(5) * 8));
        values.put("color", () -> one(List.of(Sample.Color.values())));
        values.put("shade", () -> one(List.of(Sample.Color.values())));
        values.put("token", () -> new UUID(random.nextInt(2), random.nextInt(3)));
        values.put("onDay", () -> LocalDate.of(2024, 2, 27).plusDays(random.nextInt(5)));
        values.put("atHour", () -> LocalTime.of(random.nextInt(4) * 6, 30, 15));
        values.put("localMoment", () -> LocalDateTime.of(2024, 2, 28, 23, 59, 59, random.nextInt(4) * 1_000));
        values.put("moment", () -> Instant.parse("2024-02-28T23:59:59Z").plusNanos(random.nextInt(4) * 1_000L));
        values.put("offsetMoment", () -> OffsetDateTime.of(2024, 2, 28, random.nextInt(4), 0, 0, 0, ZoneOffset.UTC));
        values.put("extent.width", () -> random.nextInt(5));
        values.put("extent.height", () -> random.nextInt(5));
        values.put("owner.id", () -> 1 + random.nextInt(5));
        values.put("owner.name", () -> one(WORDS));
        values.put("owner.parent.name", () -> one(WORDS));
        values.put("tags", () -> one(WORDS));
    }

    Set<String> fields() {
        return values.keySet();
    }

    List<FilterOperator> operators(String field) {
        return Stream.of(FilterOperator.values())
                .filter(operator -> supports(field, operator))
                .toList();
    }

    private static boolean supports(String field, FilterOperator operator) {
        if (field.equals("tags") || COLLECTION.contains(operator)) {
            return field.equals("tags") && COLLECTION.contains(operator);
        }
        return (!TEXT.contains(operator) || TEXTS.contains(field))
                && (!ORDER.contains(operator) || !UNORDERED.contains(field));
    }

    Map<String, Object> term(String field, FilterOperator operator) {
        var term = new HashMap<String, Object>();
        term.put("field", field);
        term.put("operator", operator.symbol());
        var model = model(field, operator);
        if (model != null) {
            term.put("model", model);
            term.put(
                    "value",
                    model instanceof List<?> list
                            ? list.stream().map(this::wire).toList()
                            : wire(model));
        }
        return term;
    }

    /** And, or and terms, nested up to a depth. */
    Map<String, Object> document(int depth) {
        if (depth == 1 || random.nextInt(3) == 0) {
            var field = one(List.copyOf(fields()));
            return term(field, one(operators(field)));
        }
        var elements = new ArrayList<Map<String, Object>>();
        for (var i = random.nextInt(4); i >= 0; i--) {
            elements.add(document(depth - 1));
        }
        return Map.of("operator", random.nextBoolean() ? "and" : "or", "value", elements);
    }

    private @Nullable Object model(String field, FilterOperator operator) {
        var value = values.get(field);
        if (value == null) {
            throw new IllegalArgumentException(field);
        }
        return switch (operator) {
            case NULL, NNULL -> null;
            case IN, NIN, INA, NINA ->
                Stream.generate(value).limit(random.nextInt(4)).toList();
            case BETWEEN, NBETWEEN -> Stream.generate(value).limit(2).toList();
            default -> TEXT.contains(operator) ? one(PARTS) : value.get();
        };
    }

    /** As JSON, or as the text a form or URL holds. */
    private Object wire(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return random.nextBoolean() ? value : value.toString();
        }
        return value.toString();
    }

    /** A row as its fields by name; owners come from elsewhere. */
    Map<String, @Nullable Object> row(List<Map<String, @Nullable Object>> owners) {
        var row = new HashMap<String, @Nullable Object>();
        values.forEach((field, value) -> row.put(field, random.nextDouble() < NULLS ? null : value.get()));
        var tags = new TreeSet<Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
            tags.add(one(WORDS));
        }
        row.put("tags", tags);
        List.of("owner.id", "owner.name", "owner.parent.name").forEach(row::remove);
        if (random.nextDouble() > NULLS) {
            row.putAll(one(owners));
        }
        return row;
    }

    /** Owners with and without names and parents, as rows see them. */
    static List<Sample.Owner> owners() {
        var eldest = new Sample.Owner(1, "ant", null);
        var nameless = new Sample.Owner(2, null, null);
        return List.of(
                eldest,
                nameless,
                new Sample.Owner(3, "bee", eldest),
                new Sample.Owner(4, "cat", nameless),
                new Sample.Owner(5, null, eldest));
    }

    static Map<String, @Nullable Object> fieldsOf(Sample.Owner owner) {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("owner.id", owner.id);
        fields.put("owner.name", owner.name);
        fields.put("owner.parent.name", owner.parent == null ? null : owner.parent.name);
        return fields;
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
