/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.metamodel.model.domain.ManagedDomainType;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.specification.SelectionSpecification;
import org.hibernate.query.sqm.SqmJoinable;
import org.hibernate.query.sqm.SqmPathSource;
import org.hibernate.query.sqm.tree.domain.SqmEmbeddedValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.from.SqmRoot;

/**
 * Queries built anew for each execution, planned as seldom as those of HQL.
 *
 * <p>Hibernate finds the plan of a criteria query by the query's tree, but with the settings of Jakarta Persistence it copies each tree
 * and keeps no plan. Nobody else holds a tree that is made here, so it needs no copy.
 */
public final class PlannedQuery {

    private PlannedQuery() {}

    /**
     * A specification of all rows of an entity.
     *
     * @param type the entity
     * @param <E> the entity
     * @return to be restricted
     */
    public static <E> SelectionSpecification<E> all(Class<E> type) {
        return SelectionSpecification.create(type).augment((builder, query, root) -> nameEmbeddables(root));
    }

    /**
     * A query for what a specification says now.
     *
     * @param session an open session of either kind
     * @param specification selects an entity
     * @param <E> the entity
     * @return to be executed
     */
    public static <E> SelectionQuery<E> of(SharedSessionContract session, SelectionSpecification<E> specification) {
        return session instanceof StatelessSession stateless
                ? specification.createQuery(stateless)
                : specification.createQuery((Session) session);
    }

    /**
     * A query for criteria that nobody changes any more.
     *
     * @param session an open session of either kind
     * @param criteria selects anything
     * @param <R> what is selected
     * @return to be executed
     */
    public static <R> SelectionQuery<R> of(SharedSessionContract session, CriteriaQuery<R> criteria) {
        return session.createSelectionQuery(criteria).setQueryPlanCacheable(true);
    }

    /**
     * Names paths to embeddables by their attributes. Hibernate numbers them from a counter of the whole process (ORM 7.4,
     * SqmCreationHelper.determineAlias), so that no plan of a query with such a path is ever found again.
     */
    static void nameEmbeddables(Root<?> root) {
        if (root instanceof SqmRoot<?> path) {
            nameEmbeddables(path, path.getModel());
        }
    }

    private static void nameEmbeddables(SqmPath<?> owner, ManagedDomainType<?> type) {
        type.visitAttributes(attribute -> {
            if (attribute.getPersistentAttributeType() == PersistentAttributeType.EMBEDDED
                    && owner.getReusablePath(attribute.getName()) == null
                    && attribute instanceof SqmJoinable<?, ?> joinable
                    && attribute instanceof SqmPathSource<?> source
                    && source.getPathType() instanceof ManagedDomainType<?> embeddable) {
                var path = new SqmEmbeddedValuedSimplePath<>(
                        joinable.createNavigablePath(owner, attribute.getName()), source, owner, owner.nodeBuilder());
                owner.registerReusablePath(path);
                nameEmbeddables(path, embeddable);
            }
        });
    }
}
