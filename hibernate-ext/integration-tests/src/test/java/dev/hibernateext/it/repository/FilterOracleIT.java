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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final RandomFilters random = new RandomFilters(new Random(seed));
    private final Map<Integer, Map<String, @Nullable Object>> model = new TreeMap<>();

    @Test
    void selectsRowsForWhichEachOperatorOnEachTypeHolds(SessionFactoryScope scope) {
        model.putAll(SampleRows.persist(scope, random, ROWS));

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
        model.putAll(SampleRows.persist(scope, random, ROWS));

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
}
