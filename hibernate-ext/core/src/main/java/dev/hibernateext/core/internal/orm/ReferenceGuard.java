/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.ValueGuard;
import dev.hibernateext.core.tenant.internal.AllTenants;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;

/**
 * Refuses to execute a statement that would write a reference to a row its tenant does not have. Part of a plan, and so safe for use
 * by many threads. Leans on {@code org.hibernate.query.sqm.internal.DomainParameterXref}, a parameter of the SPI.
 *
 * @param values what the statement refers to
 * @param parameters of the query
 */
record ReferenceGuard(List<ReferenceValue> values, DomainParameterXref parameters) implements ValueGuard {

    /**
     * The guard of a statement as it will be translated. A statement that refers to what it neither reads from rows of the tenant nor
     * is given is refused here.
     */
    static ReferenceGuard of(
            SqmDmlStatement<?> statement, DomainParameterXref parameters, LoadQueryInfluencers influencers) {
        var factory = influencers.getSessionFactory();
        var checked = StatementReferences.of(factory).areChecked() && !AllTenants.areSeenBy(influencers);
        return new ReferenceGuard(checked ? ReferenceValues.in(statement, factory) : List.of(), parameters);
    }

    @Override
    public JdbcParameter guarded(SqmParameter<?> parameter, JdbcParameter translated) {
        return values.stream().anyMatch(value -> value.isOf(parameter))
                ? new GuardedParameter(translated, this)
                : translated;
    }

    @Override
    public Expression guarded(SqmLiteral<?> literal, Expression translated) {
        for (var value : values) {
            if (value.expression() == literal) {
                return value.looked();
            }
        }
        return translated;
    }

    /** Looks for all rows the statement is about to refer to. */
    void check(SharedSessionContractImplementor session, QueryParameterBindings bindings) {
        if (!values.isEmpty()) {
            var rows = OwnRows.of(session);
            each(bindings, (assigned, value) -> assigned.expect(value, rows));
            each(bindings, (assigned, value) -> assigned.check(value, rows, session));
            rows.forgetIfAlone();
        }
    }

    private void each(QueryParameterBindings bindings, BiConsumer<AssignedReference, Object> use) {
        for (var reference : values) {
            var value = reference.in(bindings, parameters);
            if (value != null) {
                use.accept(reference.assigned(), value);
            }
        }
    }
}
