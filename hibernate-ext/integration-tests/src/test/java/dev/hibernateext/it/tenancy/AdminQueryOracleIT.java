/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static dev.hibernateext.it.tenancy.AskedTenants.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.tenancy.AskedTenants.Sale;
import dev.hibernateext.it.tenancy.AskedTenants.SaleLine;
import dev.hibernateext.tenancy.admin.AdminQuery;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random tenants of all strategies answer queries of each shape as a model in memory does. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {AskedTenants.Sale.class, AskedTenants.SaleLine.class},
        contributors = AskedTenants.Settings.class)
class AdminQueryOracleIT {

    private static final int TENANTS = 5;
    private static final int MOST_SALES = 6;
    private static final int FLOOR = 4;
    private static final List<String> KINDS = List.of("a", "b", "c'?");

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private long ids;

    /** One sale as the model has it. */
    private record Sold(long id, String kind, @Nullable Integer amount, int lines, boolean deleted) {}

    /** What a query answers about the sales of one tenant; its rows are compared as lists of texts, in order or not. */
    private record Shape(String hql, boolean ordered, Function<List<Sold>, Stream<List<?>>> answer) {}

    private static Stream<Shape> shapes() {
        return Stream.of(
                new Shape(
                        "select count(*), sum(amount) from Sale",
                        false,
                        sales -> Stream.of(list(sales.size(), sum(sales)))),
                new Shape(
                        "select count(s) from Sale s where s.amount > :floor or s.kind = :kind",
                        false,
                        sales -> Stream.of(list(sales.stream()
                                .filter(sale -> above(sale) || sale.kind().equals("c'?"))
                                .count()))),
                new Shape(
                        "select s.kind, count(*) from Sale s where :floor < 100 and :kind <> '' group by s.kind order by s.kind",
                        true,
                        sales -> sales.stream()
                                .collect(Collectors.groupingBy(
                                        Sold::kind, java.util.TreeMap::new, Collectors.counting()))
                                .entrySet()
                                .stream()
                                .map(entry -> list(entry.getKey(), entry.getValue()))),
                new Shape(
                        "select max(s.amount) from Sale s group by s.kind having count(*) > 1",
                        false,
                        sales -> sales.stream().collect(Collectors.groupingBy(Sold::kind)).values().stream()
                                .filter(group -> group.size() > 1)
                                .map(group -> list(max(group)))),
                new Shape(
                        "select s.kind, s.amount from Sale s",
                        false,
                        sales -> sales.stream().map(sale -> list(sale.kind(), sale.amount()))),
                new Shape(
                        "select distinct s.kind from Sale s",
                        false,
                        sales -> sales.stream().map(Sold::kind).distinct().map(AdminQueryOracleIT::list)),
                new Shape(
                        "select s.id from Sale s order by s.kind desc, s.id limit 2",
                        true,
                        sales -> sales.stream()
                                .sorted(Comparator.comparing(Sold::kind)
                                        .reversed()
                                        .thenComparing(Sold::id))
                                .limit(2)
                                .map(sale -> list(sale.id()))),
                new Shape(
                        "select s.id, (select count(*) from Sale x where x.kind = s.kind) from Sale s",
                        false,
                        sales -> sales.stream()
                                .map(sale -> list(
                                        sale.id(),
                                        sales.stream()
                                                .filter(other -> other.kind().equals(sale.kind()))
                                                .count()))),
                new Shape(
                        "select count(l) from SaleLine l join l.sale s where s.amount > :floor and :kind <> ''",
                        false,
                        sales -> Stream.of(list(sales.stream()
                                .filter(AdminQueryOracleIT::above)
                                .mapToInt(Sold::lines)
                                .sum()))),
                new Shape(
                        "select sum(l.sale.amount) from SaleLine l",
                        false,
                        sales -> Stream.of(list(sum(sales.stream()
                                .filter(sale -> sale.amount() != null)
                                .flatMap(sale -> Stream.generate(() -> sale).limit(sale.lines()))
                                .toList())))),
                new Shape(
                        "select s.kind from Sale s where s.amount > :floor and :kind <> '' union all select 'none' from Sale x where x.amount is null",
                        false,
                        sales -> sales.stream()
                                .filter(sale -> above(sale) || sale.amount() == null)
                                .map(sale -> list(sale.amount() == null ? "none" : sale.kind()))));
    }

    private static boolean above(Sold sale) {
        return sale.amount() != null && sale.amount() > FLOOR;
    }

    private static List<?> list(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static @Nullable Long sum(List<Sold> sales) {
        var amounts = sales.stream().map(Sold::amount).filter(Objects::nonNull).toList();
        return amounts.isEmpty()
                ? null
                : amounts.stream().mapToLong(Integer::longValue).sum();
    }

    private static @Nullable Integer max(List<Sold> sales) {
        return sales.stream()
                .map(Sold::amount)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    @Test
    void agreesWithTheModelsOfAllTenants(SessionFactoryScope scope) {
        var models = models(TenantFleet.of(scope));
        shapes().forEach(shape -> {
            var query = AdminQuery.of(scope.factory(), shape.hql(), Object[].class);
            if (shape.hql().contains(":floor")) {
                query = query.withParameter("floor", FLOOR).withParameter("kind", "c'?");
            }
            var answered = ask(query);
            assertThat(answered.report().isComplete()).as(shape.hql()).isTrue();
            if (isForSets(shape, scope)) {
                assertThat(answered.report().statements()).as(shape.hql()).isLessThan(models.size());
            }
            models.forEach((tenant, sales) -> compare(shape, answered.of(tenant), sales, tenant));
        });
        assertThat(WatchedDatabases.of(scope.factory()).mostConnections()).isLessThanOrEqualTo(4);
    }

    /** Whether tenants can be asked together at all. */
    private static boolean isForSets(Shape shape, SessionFactoryScope scope) {
        var isReordered = shape.ordered() && scope.database().kind() == DatabaseKind.MARIADB;
        return !shape.hql().contains("union") && !isReordered;
    }

    private void compare(Shape shape, List<Object[]> rows, List<Sold> sales, String tenant) {
        var actual = rows.stream().map(row -> Arrays.asList(row).toString()).toList();
        var expected = shape.answer()
                .apply(sales.stream().filter(sale -> !sale.deleted()).toList())
                .map(Object::toString)
                .toList();
        var comparison = assertThat(actual).as("%s of %s, seed %d", shape.hql(), tenant, seed);
        if (shape.ordered()) {
            comparison.containsExactlyElementsOf(expected);
        } else {
            comparison.containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private Map<String, List<Sold>> models(TenantFleet fleet) {
        var models = new LinkedHashMap<String, List<Sold>>();
        for (var i = 0; i < TENANTS; i++) {
            models.put(fleet.inRows(), sold());
            models.put(fleet.inSchema(), sold());
        }
        models.put(fleet.inDatabase(), sold());
        models.forEach((tenant, sales) -> fleet.in(
                tenant,
                session -> sales.forEach(sold -> {
                    var sale = new Sale(sold.id(), sold.kind(), sold.amount());
                    session.persist(sale);
                    for (var line = 0; line < sold.lines(); line++) {
                        session.persist(new SaleLine(sold.id() * MOST_SALES + line, sale));
                    }
                    if (sold.deleted()) {
                        session.flush();
                        session.remove(sale);
                    }
                })));
        return models;
    }

    private List<Sold> sold() {
        var sales = new ArrayList<Sold>();
        for (var left = random.nextInt(MOST_SALES + 1); left > 0; left--) {
            var deleted = random.nextInt(6) == 0;
            sales.add(new Sold(
                    ++ids,
                    KINDS.get(random.nextInt(KINDS.size())),
                    random.nextInt(4) == 0 ? null : random.nextInt(10),
                    deleted ? 0 : random.nextInt(3),
                    deleted));
        }
        return sales;
    }
}
