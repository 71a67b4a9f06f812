/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.routing.AllTenantsRoute;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks many tenants the same question, wherever they live, and gives each row with the tenant it belongs to. What a tenant answers
 * is what its own session would: the query is about one tenant, and conditions, aggregates, orders and limits are its own.
 *
 * <pre>{@code
 * record Sales(long invoices, BigDecimal total) {}
 *
 * var report = AdminQuery.of(sessionFactory, "select count(*), sum(i.total) from Invoice i where i.year = :year", Sales.class)
 *         .withParameter("year", 2026)
 *         .forEach(permission, row -> sheet.add(row.tenant(), row.value()));
 * }</pre>
 *
 * <p>Tenants in rows and schemas of one database are asked together where the query selects values and no entities, all others one
 * by one. Caches are neither read nor filled, and entities are detached. Immutable, for use by many threads.
 *
 * @param <R> the type of a row's value
 */
public final class AdminQuery<R extends @Nullable Object> {

    private final AllTenantsRoute route;
    private final Question<R> question;
    private final @Nullable List<TenantKey> tenants;
    private final AdminQueryOptions options;

    private AdminQuery(
            AllTenantsRoute route, Question<R> question, @Nullable List<TenantKey> tenants, AdminQueryOptions options) {
        this.route = route;
        this.question = question;
        this.tenants = tenants;
        this.options = options;
    }

    /**
     * A query in HQL, for all tenants of the catalog.
     *
     * @param factory with tenants and an audit
     * @param hql a selection
     * @param type of the one value it selects; a record with a component for each value, or {@code Object[]}
     * @param <R> the type
     * @return the query
     * @throws AdminQueryException if it is no selection, or its values do not make the type
     * @throws dev.hibernateext.tenancy.routing.TenancyConfigurationException if the factory has no tenants, or no {@link
     *     dev.hibernateext.tenancy.audit.TenancyAudit}
     */
    public static <R extends @Nullable Object> AdminQuery<R> of(SessionFactory factory, String hql, Class<R> type) {
        var route = AllTenantsRoute.of(factory);
        return new AdminQuery<>(route, Question.of(factory, hql, type), null, AdminQueryOptions.DEFAULT);
    }

    /**
     * A criteria query, for all tenants of the catalog. Its values make its result type as those of HQL do.
     *
     * @param factory with tenants and an audit
     * @param query a selection of the factory's criteria builder, not to be changed afterwards
     * @param <R> the type
     * @return the query
     * @throws AdminQueryException if its values do not make its result type
     * @throws dev.hibernateext.tenancy.routing.TenancyConfigurationException if the factory has no tenants, or no {@link
     *     dev.hibernateext.tenancy.audit.TenancyAudit}
     */
    public static <R extends @Nullable Object> AdminQuery<R> of(SessionFactory factory, CriteriaQuery<R> query) {
        var route = AllTenantsRoute.of(factory);
        return new AdminQuery<>(route, Question.of(factory, query), null, AdminQueryOptions.DEFAULT);
    }

    /**
     * The same with a value for a named parameter.
     *
     * @param name without the colon
     * @param value one value, or a collection for a list
     * @return another query
     */
    public AdminQuery<R> withParameter(String name, @Nullable Object value) {
        return new AdminQuery<>(route, question.with(name, value), tenants, options);
    }

    /**
     * The same for chosen tenants.
     *
     * @param chosen each is asked once, in this order; who is in no catalog fails
     * @return another query
     */
    public AdminQuery<R> forTenants(Collection<TenantKey> chosen) {
        return new AdminQuery<>(route, question, chosen.stream().distinct().toList(), options);
    }

    /**
     * The same, carried out otherwise.
     *
     * @param other limits and listeners
     * @return another query
     */
    public AdminQuery<R> with(AdminQueryOptions other) {
        return new AdminQuery<>(route, question, tenants, other);
    }

    /**
     * Asks. The audit hears of it before and after; if it throws, nothing begins.
     *
     * @param permission who may, and why
     * @param rows gets each row, by one thread at a time and with the caller's context; all rows of a tenant in a row where tenants
     *     are asked together. What it throws ends the query and is thrown here
     * @return what became of it, tenants that failed included
     * @throws AdminQueryException if a parameter has no value, or there is none for a value, or rows do not make the type
     */
    public AdminQueryReport forEach(TenantPermission permission, Consumer<? super TenantRow<R>> rows) {
        question.requireParameters();
        return new AdminRun<>(route, question, options, rows).run(permission, tenants);
    }
}
