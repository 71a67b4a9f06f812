/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.tenant.internal.RewrittenSelects;
import dev.hibernateext.core.tenant.internal.RewrittenSelects.Rewriting;
import dev.hibernateext.core.tenant.internal.TenantModel;
import dev.hibernateext.tenancy.catalog.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/**
 * A selection for each of several tenants in one statement, with its tenant and the tables of its schema.
 *
 * @param question what is selected
 * @param isPossible whether it can be: values only, by one selection
 * @param held executes it
 */
record TenantsEach(Question<?> question, boolean isPossible, HeldRows held) {

    /** Of a server that goes from one to the next by itself. */
    static final int MOST = 10_000;

    /** Of H2, which reads what is joined by union all recursively. */
    private static final int MOST_COPIES = 100;

    private static final int MOST_COPIES_OF_MARIADB = 500;

    static TenantsEach of(Question<?> question, QueryTraits traits, HeldRows held) {
        return new TenantsEach(
                question,
                Question.block(question.statement()) != null
                        && !traits.selectsEntities()
                        && !(isReordered(question) && question.dialect() instanceof MySQLDialect)
                        && hasTextTenants(question),
                held);
    }

    /** MariaDB drops the order of a selection within union all. */
    private static boolean isReordered(Question<?> question) {
        return !question.statement().getOrderList().isEmpty();
    }

    private static boolean hasTextTenants(Question<?> question) {
        var model = TenantModel.of(question.factory());
        return model.entities().stream()
                .allMatch(entity -> Objects.requireNonNull(model.of(entity)).type() == String.class);
    }

    int most() {
        return isLoop() ? MOST : dialect() instanceof MySQLDialect ? MOST_COPIES_OF_MARIADB : MOST_COPIES;
    }

    private boolean isLoop() {
        return dialect() instanceof PostgreSQLDialect;
    }

    private Dialect dialect() {
        return question.dialect();
    }

    /** The rows of those who answered, by tenant. */
    Map<TenantKey, List<@Nullable Object[]>> ask(SharedSessionContractImplementor session, List<Tenant> tenants) {
        if (tenants.size() > most()) {
            throw NotTogether.tooMany("tenants");
        }
        if (!RewrittenSelects.areHeeded(session)) {
            throw new NotTogether("Another library executes the statements");
        }
        Rewriting rewriting = isLoop() ? new ServerLoop(tenants, held.counter()) : new Copies(tenants);
        return byTenant(tenants, held.rows(session, marked(), rewriting));
    }

    private SqmSelectStatement<Object[]> marked() {
        var copy = question.copy();
        var mark = (SqmExpression<?>) copy.nodeBuilder().literal(SelectText.MARK);
        copy.getQuerySpec().getSelectClause().addSelection(new SqmSelection<>(mark, null, copy.nodeBuilder()));
        return copy;
    }

    private static Map<TenantKey, List<@Nullable Object[]>> byTenant(
            List<Tenant> tenants, List<@Nullable Object[]> rows) {
        var answers = new LinkedHashMap<TenantKey, List<@Nullable Object[]>>();
        tenants.forEach(tenant -> answers.put(tenant.key(), new ArrayList<>()));
        for (var row : rows) {
            var number = String.valueOf(row[row.length - 1]);
            if (number.startsWith(ServerLoop.FAILED)) {
                answers.remove(
                        tenants.get(Integer.parseInt(number.substring(1))).key());
            } else {
                answers.computeIfAbsent(tenants.get(Integer.parseInt(number)).key(), key -> new ArrayList<>())
                        .add(HeldRows.withoutLast(row));
            }
        }
        return answers;
    }
}
