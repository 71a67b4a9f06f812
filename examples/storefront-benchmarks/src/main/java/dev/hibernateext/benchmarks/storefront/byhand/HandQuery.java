/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.FetchParent;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The filters and the order of a list. Fetched associations are those that filters and the order go by, so that each is joined once.
 *
 * @param fields names that clients may use
 * @param fetched associations shown with each row, with dots
 * @param parameters of the request
 */
record HandQuery<E extends HandRow>(List<String> fields, List<String> fetched, Map<String, String> parameters)
        implements Specification<E> {

    private static final long serialVersionUID = 1L;

    private static final List<String> WINDOW = List.of("_start", "_end", "_sort", "_order");
    private static final List<String> OPERATORS = List.of("_like", "_gte", "_lte", "_ne");

    @Override
    public @Nullable Predicate toPredicate(Root<E> root, @Nullable CriteriaQuery<?> query, CriteriaBuilder criteria) {
        if (query != null && query.getResultType() != Long.class) {
            fetched.forEach(path -> fetch(root, path));
            query.orderBy(orders(root, criteria));
        }
        return criteria.and(parameters.entrySet().stream()
                .filter(parameter -> !WINDOW.contains(parameter.getKey()))
                .map(parameter -> term(root, criteria, parameter.getKey(), parameter.getValue()))
                .toArray(Predicate[]::new));
    }

    private static void fetch(FetchParent<?, ?> from, String path) {
        var parent = from;
        for (var name : path.split("\\.", -1)) {
            parent = parent.fetch(name);
        }
    }

    private List<Order> orders(Root<E> root, CriteriaBuilder criteria) {
        var names = list("_sort");
        var ways = list("_order");
        var orders = new ArrayList<Order>();
        for (var i = 0; i < names.size(); i++) {
            var value = path(root, names.get(i));
            orders.add(i < ways.size() && ways.get(i).equals("desc") ? criteria.desc(value) : criteria.asc(value));
        }
        orders.add(criteria.asc(root.get("id")));
        return orders;
    }

    private List<String> list(String name) {
        return Stream.of(parameters.getOrDefault(name, "").split(",", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private Predicate term(Root<E> root, CriteriaBuilder criteria, String name, String value) {
        for (var operator : OPERATORS) {
            if (name.endsWith(operator)) {
                var path = path(root, name.substring(0, name.length() - operator.length()));
                return compared(criteria, path, operator, value);
            }
        }
        return criteria.equal(path(root, name).as(String.class), value);
    }

    private static Predicate compared(CriteriaBuilder criteria, Expression<?> path, String operator, String value) {
        return switch (operator) {
            case "_like" -> criteria.like(criteria.lower(path.as(String.class)), pattern(value), '\\');
            case "_gte" -> criteria.greaterThanOrEqualTo(path.as(BigDecimal.class), new BigDecimal(value));
            case "_lte" -> criteria.lessThanOrEqualTo(path.as(BigDecimal.class), new BigDecimal(value));
            default -> criteria.notEqual(path.as(String.class), value);
        };
    }

    private static String pattern(String value) {
        return '%' + value.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + '%';
    }

    private Expression<?> path(Root<E> root, String name) {
        if (!fields.contains(name)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "unknown field");
        }
        From<?, ?> from = root;
        var names = name.split("\\.", -1);
        for (var i = 0; i < names.length - 1; i++) {
            from = joined(from, names[i]);
        }
        return from.get(names[names.length - 1]);
    }

    /** In Hibernate a fetch is a join, so that what is fetched is joined once. */
    private static From<?, ?> joined(From<?, ?> from, String name) {
        return Stream.concat(from.getFetches().stream(), from.getJoins().stream())
                .map(join -> (Join<?, ?>) join)
                .filter(join -> join.getAttribute().getName().equals(name))
                .<From<?, ?>>map(join -> join)
                .findFirst()
                .orElseGet(() -> from.join(name));
    }
}
