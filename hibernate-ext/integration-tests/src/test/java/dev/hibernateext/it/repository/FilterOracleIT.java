/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.repository.filter.FilterLimits;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Filters select exactly the rows for which they are true, by SQL's logic of three values. */
@HibernateExtTest(
        entities = {Sample.class, Sample.Owner.class, Sample.Extent.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class FilterOracleIT {

    private static final int ROWS = 60;
    private static final int TRIES = 4;
    private static final int DOCUMENTS = 400;
    private static final int DEPTH = 5;

    private final long seed = Long.getLong("filter.seed", new Random().nextLong());
    private final RandomFilters random = new RandomFilters(new Random(seed));
    private final Map<Integer, Map<String, @Nullable Object>> model = new TreeMap<>();

    @Test
    void selectsRowsForWhichEachOperatorOnEachTypeHolds(SessionFactoryScope scope) {
        fill(scope);

        scope.inTransaction(session -> {
            for (var field : random.fields()) {
                for (var operator : random.operators(field)) {
                    for (var i = 0; i < TRIES; i++) {
                        check(scope, session, random.term(field, operator));
                    }
                }
            }
        });
    }

    @Test
    void selectsRowsForWhichNestedGroupsHold(SessionFactoryScope scope) {
        fill(scope);

        scope.inTransaction(session -> {
            for (var i = 0; i < DOCUMENTS; i++) {
                check(scope, session, random.document(DEPTH));
            }
        });
    }

    private void check(SessionFactoryScope scope, Session session, Map<String, Object> document) {
        var oracle = new FilterOracle(scope.database().kind() == DatabaseKind.MARIADB);
        var expected = model.entrySet().stream()
                .filter(row -> Boolean.TRUE.equals(oracle.evaluate(document, row.getValue())))
                .map(Map.Entry::getKey)
                .toList();

        var restriction = filters(scope).fromTree(document);
        assertThat(ids(session, SelectionSpecification.create(Sample.class).restrict(restriction)))
                .as("seed %d: %s", seed, document)
                .containsExactlyInAnyOrderElementsOf(expected);
        var unmatched = model.entrySet().stream()
                .filter(row -> Boolean.FALSE.equals(oracle.evaluate(document, row.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(ids(session, SelectionSpecification.create(Sample.class).restrict(restriction.negated())))
                .as("seed %d: not %s", seed, document)
                .containsExactlyInAnyOrderElementsOf(unmatched);
    }

    private static List<Integer> ids(Session session, SelectionSpecification<Sample> specification) {
        return specification
                .createQuery(session)
                .getResultStream()
                .map(row -> row.id)
                .toList();
    }

    private Filters<Sample> filters(SessionFactoryScope scope) {
        return Filters.of(scope.factory(), Sample.class)
                .allow(random.fields().toArray(new String[0]))
                .limits(FilterLimits.defaults().withTerms(1_000))
                .build();
    }

    private void fill(SessionFactoryScope scope) {
        var owners = RandomFilters.owners();
        var seen = owners.stream().map(RandomFilters::fieldsOf).toList();
        scope.inTransaction(session -> {
            owners.forEach(session::persist);
            for (var id = 0; id < ROWS; id++) {
                var row = random.row(seen);
                model.put(id, row);
                session.persist(sample(id, row, session));
            }
        });
    }

    private static Sample sample(int id, Map<String, @Nullable Object> row, Session session) {
        var sample = new Sample();
        sample.id = id;
        sample.word = as(row, "word", String.class::cast);
        sample.label = as(row, "label", String.class::cast);
        sample.letter = as(row, "letter", Character.class::cast);
        sample.flag = as(row, "flag", Boolean.class::cast);
        sample.tiny = as(row, "tiny", Byte.class::cast);
        sample.small = as(row, "small", Short.class::cast);
        sample.whole = as(row, "whole", Integer.class::cast);
        sample.large = as(row, "large", Long.class::cast);
        sample.single = as(row, "single", Float.class::cast);
        sample.twice = as(row, "twice", Double.class::cast);
        sample.price = as(row, "price", BigDecimal.class::cast);
        sample.huge = as(row, "huge", BigInteger.class::cast);
        sample.color = as(row, "color", Sample.Color.class::cast);
        sample.shade = as(row, "shade", Sample.Color.class::cast);
        sample.token = as(row, "token", UUID.class::cast);
        sample.onDay = as(row, "onDay", LocalDate.class::cast);
        sample.atHour = as(row, "atHour", LocalTime.class::cast);
        sample.localMoment = as(row, "localMoment", LocalDateTime.class::cast);
        sample.moment = as(row, "moment", Instant.class::cast);
        sample.offsetMoment = as(row, "offsetMoment", OffsetDateTime.class::cast);
        sample.extent = new Sample.Extent(
                as(row, "extent.width", Integer.class::cast), as(row, "extent.height", Integer.class::cast));
        sample.owner = as(row, "owner.id", owner -> session.find(Sample.Owner.class, owner));
        ((Collection<?>) Objects.requireNonNull(row.get("tags"))).forEach(tag -> sample.tags.add((String) tag));
        return sample;
    }

    private static <T> @Nullable T as(
            Map<String, @Nullable Object> row, String field, Function<Object, @Nullable T> type) {
        var value = row.get(field);
        return value == null ? null : type.apply(value);
    }
}
