/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.filter.FilterLimits;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.filter.InvalidFilterException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.List;
import java.util.Map;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may ask, where they are told to have gone wrong, and what the program is told. */
@HibernateExtTest(entities = {Sample.class, Sample.Owner.class, Sample.Extent.class})
class FiltersTest {

    @Test
    void tellsWhatIsWrongAndWhere(SessionFactoryScope scope) {
        assertRefused(scope, "[", "filter.malformed", "");
        assertRefused(scope, "[1]", "filter.malformed", "/0");
        assertRefused(scope, "[{'field':'word'}]", "filter.malformed", "/0");
        assertRefused(scope, "[{'operator':'or','value':3}]", "filter.malformed", "/0/value");
        assertRefused(scope, "[{'operator':'or','operator':'and','value':[]}]", "filter.malformed", "");
        assertRefused(scope, term("secret", "eq", "1"), "filter.unknown-field", "/field");
        assertRefused(scope, term("word", "like", "1"), "filter.unknown-operator", "/operator");
        assertRefused(scope, term("word", "EQ", "1"), "filter.unknown-operator", "/operator");
        assertRefused(scope, term("flag", "gt", "true"), "filter.operator-not-applicable", "/operator");
        assertRefused(scope, term("whole", "contains", "1"), "filter.operator-not-applicable", "/operator");
        assertRefused(scope, term("tags", "eq", "1"), "filter.operator-not-applicable", "/operator");
        assertRefused(scope, term("whole", "eq", "1.5"), "filter.invalid-value", "/value");
        assertRefused(scope, term("whole", "eq", "3000000000"), "filter.invalid-value", "/value");
        assertRefused(scope, term("whole", "eq", "null"), "filter.invalid-value", "/value");
        assertRefused(scope, term("whole", "in", "[1, null]"), "filter.invalid-value", "/value/1");
        assertRefused(scope, term("whole", "in", "1"), "filter.invalid-value", "/value");
        assertRefused(scope, term("whole", "between", "[1]"), "filter.invalid-value", "/value");
        assertRefused(scope, term("whole", "null", "false"), "filter.invalid-value", "/value");
        assertRefused(scope, term("price", "eq", "1e999999999"), "filter.invalid-value", "/value");
        assertRefused(scope, term("onDay", "eq", "'2026-02-30'"), "filter.invalid-value", "/value");
        assertRefused(scope, term("color", "eq", "'red'"), "filter.invalid-value", "/value");
    }

    @Test
    void refusesWhatPassesALimit(SessionFactoryScope scope) {
        var limits = new FilterLimits(2, 3, 2, 4, 200);
        var filters = Filters.of(scope.factory(), Sample.class)
                .allow("word", "whole")
                .limits(limits)
                .build();

        assertThat(refusal(filters, term("word", "eq", "'12345'"))).isEqualTo("filter.limit-exceeded");
        assertThat(refusal(filters, term("whole", "in", "[1,2,3]"))).isEqualTo("filter.limit-exceeded");
        assertThat(refusal(
                        filters, "[" + "{'operator':'and','value':[]},".repeat(3) + "{'operator':'and','value':[]}]"))
                .isEqualTo("filter.limit-exceeded");
        assertThat(refusal(filters, nested(3))).isEqualTo("filter.limit-exceeded");
        assertThat(refusal(filters, " ".repeat(201))).isEqualTo("filter.limit-exceeded");
        assertThat(refusal(filters, nested(100).substring(0, 199))).isEqualTo("filter.malformed");
    }

    @Test
    void readsTheSameFromAQueryStringAsFromJson(SessionFactoryScope scope) {
        fill(scope);

        var asked = filters(scope)
                .fromQueryString("?page=1&filters[0][operator]=or&filters%5B0%5D%5Bvalue%5D%5B0%5D%5Bfield%5D=word"
                        + "&filters[0][value][0][operator]=in&filters[0][value][0][value][]=ant"
                        + "&filters[0][value][0][value][]=b%2526&filters[0][value][1][field]=whole"
                        + "&filters[0][value][1][operator]=gte&filters[0][value][1][value]=3"
                        + "&sorters[0][field]=whole&sorters[0][order]=desc");

        assertThat(
                        scope.<List<Integer>>fromTransaction(session -> asked
                                .applyTo(SelectionSpecification.create(Sample.class))
                                .createQuery(session)
                                .getResultList()
                                .stream()
                                .map(row -> row.id)
                                .toList()))
                .containsExactly(4, 3, 1);
    }

    @Test
    void sortsByAnAssociationWithoutLosingRowsThatHaveNone(SessionFactoryScope scope) {
        fill(scope);
        var sort = filters(scope).sortFromJson("[{\"field\":\"owner.name\",\"order\":\"asc\"}]");

        var rows = scope.fromTransaction(session -> SelectionSpecification.create(Sample.class)
                .augment(sort)
                .createQuery(session)
                .getResultList());

        assertThat(rows).hasSize(4);
        assertThat(sort.orders()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"price.digits", "owner", "owner.secret", "extent"})
    void refusesToAllowWhatIsNoValue(String path, SessionFactoryScope scope) {
        var builder = Filters.of(scope.factory(), Sample.class).allow(path);

        assertThatThrownBy(builder::build).isInstanceOf(AttributePathException.class);
    }

    @Test
    void joinsAnAssociationOnceForAllTerms(SessionFactoryScope scope) {
        fill(scope);
        var filter = filters(scope)
                .fromTree(List.of(
                        Map.of("field", "owner.name", "operator", "null"),
                        Map.of("field", "owner.parent.name", "operator", "null"),
                        Map.of("field", "owner.id", "operator", "null")));
        scope.dataSource().recorder().clear();

        scope.inTransaction(session -> SelectionSpecification.create(Sample.class)
                .restrict(filter)
                .createQuery(session)
                .getResultList());

        assertThat(scope.dataSource().recorder().sql())
                .singleElement()
                .satisfies(sql -> assertThat(sql.split("left join", -1)).hasSize(3));
    }

    private static void fill(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            for (var id = 1; id <= 4; id++) {
                var sample = new Sample();
                sample.id = id;
                sample.word = id == 1 ? "ant" : "bee";
                sample.whole = id;
                session.persist(sample);
            }
        });
    }

    private static void assertRefused(SessionFactoryScope scope, String json, String code, String pointer) {
        var error = catchThrowableOfType(
                InvalidFilterException.class, () -> filters(scope).fromJson(json.replace('\'', '"')));

        assertThat(error).as(json).isNotNull();
        assertThat(error.code()).as(json).isEqualTo(code);
        assertThat(error.pointer()).as(json).isEqualTo(pointer);
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.toProblem()).containsEntry("pointer", pointer);
    }

    private static String refusal(Filters<Sample> filters, String json) {
        return catchThrowableOfType(InvalidFilterException.class, () -> filters.fromJson(json.replace('\'', '"')))
                .code();
    }

    private static String term(String field, String operator, String value) {
        return "{'field':'%s','operator':'%s','value':%s}".formatted(field, operator, value);
    }

    private static String nested(int depth) {
        return "{'operator':'and','value':[".repeat(depth) + "]}".repeat(depth);
    }

    private static Filters<Sample> filters(SessionFactoryScope scope) {
        return Filters.of(scope.factory(), Sample.class)
                .allow("word", "whole", "price", "flag", "onDay", "color", "tags")
                .allow("owner.id", "owner.name", "owner.parent.name")
                .build();
    }
}
