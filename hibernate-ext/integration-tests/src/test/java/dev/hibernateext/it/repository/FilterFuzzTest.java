/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.hibernateext.repository.filter.FilterOperator;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.filter.InvalidFilterException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.PersistenceException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a client sends is a filter the database understands, or a typed error that repeats nothing of it. */
@HibernateExtTest(entities = {Sample.class, Sample.Owner.class, Sample.Extent.class})
class FilterFuzzTest {

    private static final int DOCUMENTS = Integer.getInteger("filter.documents", 1_000_000);
    private static final String CANARY = "canary";
    private static final List<String> HOSTILE = List.of(
            CANARY + "'; drop table Sample; --",
            CANARY + "\" or 1=1",
            CANARY + "\0",
            CANARY + "\uD800",
            CANARY + "${jndi:ldap://x}",
            CANARY + "\u202E\r\n",
            "1e999999999",
            "-1e-999999999",
            "NaN",
            "9".repeat(70),
            "+999999999-12-31",
            "2026-02-30",
            "0000-01-01T00:00:00Z",
            "2026-02-28T23:59:60Z",
            "%",
            "_",
            "\\",
            "true",
            "",
            "x".repeat(1_025));
    private static final List<String> KEYS = List.of("field", "operator", "value", "and", "or", "__proto__", CANARY);

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final RandomFilters valid = new RandomFilters(random);
    private int accepted;

    int documents() {
        return DOCUMENTS;
    }

    int executedOneIn() {
        return 250;
    }

    @Test
    void readsEveryTreeOrRefusesIt(SessionFactoryScope scope) {
        var filters = filters(scope);
        scope.inTransaction(session -> {
            for (var i = 0; i < documents(); i++) {
                var document = tree(6);
                var restriction = outcome(() -> filters.fromTree(document));
                if (restriction != null && accepted % executedOneIn() == 0) {
                    assertThat(rows(session, restriction)).as("seed %d", seed).isEmpty();
                }
            }
        });

        assertThat(accepted).as("seed %d: documents accepted", seed).isBetween(documents() / 20, documents() - 1);
    }

    private List<Sample> rows(Session session, Restriction<Sample> restriction) {
        try {
            return SelectionSpecification.create(Sample.class)
                    .restrict(restriction)
                    .createQuery(session)
                    .getResultList();
        } catch (PersistenceException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    @Test
    void readsEveryTextOrRefusesIt(SessionFactoryScope scope) {
        var filters = filters(scope);
        for (var i = 0; i < documents() / 10; i++) {
            var json = damaged(
                    "[{\"operator\":\"or\",\"value\":[{\"field\":\"word\",\"operator\":\"eq\",\"value\":\"ant\"},"
                            + "{\"field\":\"whole\",\"operator\":\"in\",\"value\":[1,2e0,\"3\"]}]}]");
            var query = damaged("filters[0][field]=word&filters[0][operator]=in&filters[0][value][0]=ant%20"
                    + "&filters[0][value][]=bee&sorters[0][field]=whole&sorters[0][order]=asc&page=1");
            outcome(() -> filters.fromJson(json));
            outcome(() -> filters.sortFromJson(json));
            outcome(() -> filters.fromQueryString(query));
        }

        assertThat(accepted).as("seed %d: texts accepted", seed).isPositive();
    }

    private <T> @Nullable T outcome(Supplier<T> reading) {
        try {
            var result = reading.get();
            accepted++;
            return result;
        } catch (InvalidFilterException refused) {
            assertThat(refused.toString()).as("seed %d", seed).doesNotContain(CANARY);
            assertThat(refused.toProblem().toString()).as("seed %d", seed).doesNotContain(CANARY);
            return null;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("seed " + seed, e);
        }
    }

    /** Mostly valid, so that what is wrong is found deep inside. */
    private @Nullable Object tree(int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> scalar();
            case 1 -> list(depth);
            case 2 -> hostileTerm();
            case 3 -> map(depth);
            case 4 -> Map.of("operator", random.nextBoolean() ? "and" : "or", "value", list(depth));
            default -> valid.document(1 + random.nextInt(3));
        };
    }

    private List<@Nullable Object> list(int depth) {
        var list = new ArrayList<@Nullable Object>();
        for (var i = random.nextInt(4); depth > 0 && i > 0; i--) {
            list.add(tree(depth - 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int depth) {
        var map = new HashMap<String, @Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
            map.put(valid.one(KEYS), depth > 0 ? tree(depth - 1) : scalar());
        }
        return map;
    }

    /** A field and an operator that may exist, with a value that may fit. */
    private Map<String, @Nullable Object> hostileTerm() {
        var term = new HashMap<String, @Nullable Object>();
        term.put("field", random.nextInt(8) == 0 ? scalar() : valid.one(List.copyOf(valid.fields())));
        term.put(
                "operator",
                random.nextInt(8) == 0
                        ? scalar()
                        : valid.one(List.of(FilterOperator.values())).symbol());
        term.put("value", random.nextInt(3) == 0 ? List.of("ant", valid.one(HOSTILE)) : scalar());
        return term;
    }

    private @Nullable Object scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt());
            case 5 -> random.nextInt(4) == 0 ? Double.NaN : Double.longBitsToDouble(random.nextLong());
            default -> valid.one(HOSTILE);
        };
    }

    private String damaged(String text) {
        var result = new StringBuilder(text);
        for (var i = random.nextInt(3); i > 0; i--) {
            var from = random.nextInt(result.length());
            var to = Math.min(result.length(), from + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> result.delete(from, to);
                case 1 -> result.insert(from, result.substring(from, to));
                case 2 -> result.setCharAt(from, (char) random.nextInt(0x3000));
                default ->
                    result.insert(from, valid.one(List.of("[", "]", "{", "}", "\"", "%", "&", "=", "[a]", "9e9")));
            }
            if (result.isEmpty()) {
                break;
            }
        }
        return result.toString();
    }

    private Filters<Sample> filters(SessionFactoryScope scope) {
        return Filters.of(scope.factory(), Sample.class)
                .allow(valid.fields().toArray(new String[0]))
                .build();
    }

    /** The restriction's own text is written to logs. */
    @Test
    void showsNoValueInTheTextOfARestriction(SessionFactoryScope scope) {
        Restriction<Sample> restriction =
                filters(scope).fromTree(Map.of("field", "word", "operator", "contains", "value", CANARY));

        assertThat(restriction.toString()).contains("word").doesNotContain(CANARY);
    }
}
