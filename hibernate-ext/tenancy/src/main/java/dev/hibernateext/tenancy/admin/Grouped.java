/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewriting;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewritten;
import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import dev.hibernateext.tenancy.catalog.Tenant;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/**
 * A selection from one table of rows of tenants, as one selection for all of them: the tenant is selected beside the values, and
 * what is aggregated is grouped by it.
 */
record Grouped(Question<?> question, TenantAttribute attribute, boolean aggregated) {

    private static final int ONE_SELECT_AND_ONE_FROM = 2;

    /** Refuses what looks at more than one table: rows of two tenants might meet there. */
    static final Rewriting ONE_TABLE = (select, session) -> {
        var text = SelectText.of(select.getSqlString(), select.getAffectedTableNames());
        if (select.getAffectedTableNames().size() != 1 || text.sources() != ONE_SELECT_AND_ONE_FROM) {
            throw new NotTogether("More than one table");
        }
        return new Rewritten(select.getSqlString(), select.getParameterBinders());
    };

    /** Null if each tenant has to be selected for itself. */
    static @Nullable Grouped of(Question<?> question, QueryTraits traits) {
        var block = Question.block(question.statement());
        if (block == null
                || traits.hasWindows()
                || block.getFetchExpression() != null
                || block.getOffsetExpression() != null
                || block.getFromClause().getRoots().size() != 1) {
            return null;
        }
        var attribute = TenantModel.of(question.factory())
                .of(block.getFromClause().getRoots().get(0).getEntityName());
        return attribute == null || attribute.type() != String.class
                ? null
                : new Grouped(question, attribute, traits.isAggregated());
    }

    Map<TenantKey, List<@Nullable Object[]>> ask(
            SharedSessionContractImplementor session, List<Tenant> tenants, HeldRows held) {
        requireAllRows(session, held);
        var answers = new LinkedHashMap<TenantKey, List<@Nullable Object[]>>();
        for (var row : held.rows(session, ofAll(tenants), ONE_TABLE)) {
            var tenant = new TenantKey(String.valueOf(row[row.length - 1]));
            answers.computeIfAbsent(tenant, key -> new ArrayList<>()).add(HeldRows.withoutLast(row));
        }
        if (answers.size() < tenants.size()) {
            var none = ofNothing(session, held);
            tenants.forEach(tenant -> answers.putIfAbsent(tenant.key(), none));
        }
        return answers;
    }

    /** Makes a policy an error where it would hide rows, and tenants are asked alone. */
    private void requireAllRows(SharedSessionContractImplementor session, HeldRows held) {
        if (question.dialect() instanceof PostgreSQLDialect) {
            held.counter().run();
            ((Session) session).doWork(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("set local row_security = off");
                }
            });
        }
    }

    /** What a tenant without rows answers: an aggregate makes one of none. */
    private List<@Nullable Object[]> ofNothing(SharedSessionContractImplementor session, HeldRows held) {
        var copy = question.copy();
        if (!aggregated || !copy.getGroupList().isEmpty()) {
            return List.of();
        }
        restrict(copy, copy.nodeBuilder().disjunction());
        return held.rows(session, copy, ONE_TABLE);
    }

    /** All rows of some tenants; the tenant is the last value. */
    private SqmSelectStatement<Object[]> ofAll(List<Tenant> tenants) {
        var copy = question.copy();
        var tenant = tenant(copy);
        copy.getQuerySpec()
                .getSelectClause()
                .addSelection(new SqmSelection<>((SqmExpression<?>) tenant, null, copy.nodeBuilder()));
        restrict(
                copy,
                tenant.in(tenants.stream().map(known -> known.key().value()).toList()));
        if (aggregated || !copy.getGroupList().isEmpty()) {
            var groups = new ArrayList<Expression<?>>(copy.getGroupList());
            groups.add(tenant);
            copy.groupBy(groups);
        }
        return copy;
    }

    private static void restrict(SqmSelectStatement<?> copy, Predicate condition) {
        var existing = copy.getRestriction();
        if (existing == null) {
            copy.where(condition);
        } else {
            copy.where(existing, condition);
        }
    }

    private Path<?> tenant(SqmSelectStatement<?> copy) {
        Path<?> path =
                (SqmRoot<?>) copy.getQuerySpec().getFromClause().getRoots().get(0);
        for (var name : attribute.path()) {
            path = path.get(name);
        }
        return path;
    }
}
