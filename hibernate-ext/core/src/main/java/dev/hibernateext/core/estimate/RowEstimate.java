/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.estimate;

import dev.hibernateext.core.estimate.internal.StatementPrefix;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Selection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.hibernate.FlushMode;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.criteria.CriteriaDefinition;
import org.hibernate.query.sqm.tree.from.SqmRoot;

/**
 * How many rows the database expects a query to find. It is asked to explain the statement Hibernate would execute, with the same
 * parameters, so conditions, tenants, filters and deletion marks count; the statement is not executed, and nothing is flushed.
 *
 * <p>An estimate is as good as the statistics of the tables ({@code analyze}, on MariaDB {@code analyze table … persistent for
 * all}) and may be far off: where conditions depend on each other, behind joins, and for what was written since.
 */
public final class RowEstimate {

    private RowEstimate() {}

    /**
     * The estimate for a query, whatever its selection, fetches and orders. Rows that {@code distinct} would drop are counted.
     *
     * @param session an open session of either kind; the proxy of a container only in a transaction
     * @param query selects from one root
     * @return the number of rows, or empty if the database tells none: it is neither PostgreSQL nor MariaDB, or the library is
     *     switched off
     */
    public static OptionalLong of(SharedSessionContract session, CriteriaQuery<?> query) {
        var implementor = behind(session);
        var plan = PlanFormat.of(implementor.getJdbcServices().getDialect());
        if (plan == null || !StatementPrefix.isHeeded(implementor)) {
            return OptionalLong.empty();
        }
        var texts = texts(implementor, query, plan.columns());
        var explained =
                implementor.createSelectionQuery(texts).setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL);
        return OptionalLong.of(
                plan.rows(StatementPrefix.during(implementor, plan.statement(), explained::getResultList)));
    }

    /** Behind the proxy of a container, which is a session too. */
    private static SharedSessionContractImplementor behind(SharedSessionContract session) {
        return session instanceof EntityManager entityManager
                ? entityManager.unwrap(SharedSessionContractImplementor.class)
                : (SharedSessionContractImplementor) session;
    }

    /** The query with as many texts in its result as the explanation has. */
    private static CriteriaQuery<Object[]> texts(SharedSessionContract session, CriteriaQuery<?> query, int columns) {
        var copy = new Copy<>(new Copy<>(session, query), Object[].class);
        copy.getRootList().forEach(root -> ((SqmRoot<?>) root).removeLeftFetchJoins());
        copy.select(copy.array(IntStream.range(0, columns)
                .<Selection<?>>mapToObj(column -> copy.literal(""))
                .toList()));
        copy.orderBy(List.<Order>of());
        return copy.distinct(false);
    }

    /** The published way to copy a query with another type of result. */
    private static final class Copy<R> extends CriteriaDefinition<R> {

        Copy(SharedSessionContract session, CriteriaQuery<R> query) {
            super(session, query);
        }

        Copy(CriteriaDefinition<?> template, Class<R> type) {
            super(template, type);
        }
    }
}
