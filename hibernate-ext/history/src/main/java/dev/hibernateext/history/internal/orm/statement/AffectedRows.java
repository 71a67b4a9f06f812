/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.change.internal.EntityStatement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.internal.NoParamSqmCopyContext;
import org.hibernate.query.sqm.tree.AbstractSqmRestrictedDmlStatement;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmFromClause;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmWhereClause;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelection;

/**
 * Finds and locks the rows an update or delete is about to change, by its own condition. Leans on {@code
 * query/sqm/internal/NoParamSqmCopyContext}, which keeps parameters what they are.
 */
final class AffectedRows {

    private final EntityStatement statement;
    private final SharedSessionContractImplementor session;

    private AffectedRows(EntityStatement statement) {
        this.statement = statement;
        this.session = statement.session();
    }

    static Set<RowKey> of(EntityStatement statement) {
        return new AffectedRows(statement).read();
    }

    private Set<RowKey> read() {
        var select = select((AbstractSqmRestrictedDmlStatement<?>) statement.tree());
        var query = session.createSelectionQuery(select);
        new StatementParameters(statement).bind(query, select);
        query.setHibernateLockMode(isUnion() ? LockMode.NONE : LockMode.PESSIMISTIC_WRITE);
        var rows = new LinkedHashSet<RowKey>();
        query.getResultList().forEach(row -> rows.add(key(row)));
        return rows;
    }

    /** Rows of several tables that are read as one cannot be locked. */
    private boolean isUnion() {
        var persister = persister();
        return persister.hasSubclasses() && persister instanceof UnionSubclassEntityPersister;
    }

    private EntityPersister persister() {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(statement.entityName());
    }

    private RowKey key(Object[] row) {
        return row.length == 1
                ? new RowKey(statement.entityName(), row[0])
                : new RowKey(nameOf((Class<?>) row[1], session.getFactory()), row[0]);
    }

    private static String nameOf(Class<?> type, SessionFactoryImplementor factory) {
        return factory.getMappingMetamodel().getEntityDescriptor(type).getEntityName();
    }

    private SqmSelectStatement<Object[]> select(AbstractSqmRestrictedDmlStatement<?> tree) {
        var copies = new NoParamSqmCopyContext(SqmQuerySource.CRITERIA);
        var nodes = tree.nodeBuilder();
        var select = new SqmSelectStatement<>(Object[].class, SqmQuerySource.CRITERIA, nodes);
        var root = tree.getTarget().copy(copies);
        select.setQueryPart(spec(root, nodes));
        var condition = tree.getWhereClause();
        if (condition != null && condition.getPredicate() != null) {
            select.getQuerySpec()
                    .getWhereClause()
                    .setPredicate(condition.getPredicate().copy(copies));
        }
        return select;
    }

    private SqmQuerySpec<Object[]> spec(SqmRoot<?> root, NodeBuilder nodes) {
        var spec = new SqmQuerySpec<Object[]>(nodes);
        spec.setFromClause(new SqmFromClause(1));
        spec.getFromClause().addRoot(root);
        spec.setSelectClause(new SqmSelectClause(false, nodes));
        spec.setWhereClause(new SqmWhereClause(nodes));
        selected(root).forEach(part -> spec.getSelectClause().addSelection(new SqmSelection<>(part, nodes)));
        return spec;
    }

    private List<SqmExpression<?>> selected(SqmRoot<?> root) {
        var parts = new ArrayList<SqmExpression<?>>();
        parts.add((SqmExpression<?>) root.id());
        if (persister().hasSubclasses()) {
            parts.add((SqmExpression<?>) root.type());
        }
        return parts;
    }
}
