/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.orm.AssignedReference.Form;
import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import jakarta.persistence.metamodel.EmbeddableType;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmCaseSearched;
import org.hibernate.query.sqm.tree.expression.SqmCaseSimple;
import org.hibernate.query.sqm.tree.expression.SqmCoalesce;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmLiteralNull;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQueryPart;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of one statement may refer to: rows of the tenant, since it reads them from rows of the tenant; or what its
 * parameters and literals say, which is seen when it is executed. Everything else is refused.
 */
final class OwnExpressions {

    private final TenantModel tenants;
    private final StatementReferences references;
    private final @Nullable SqmRoot<?> excluded;

    OwnExpressions(SessionFactoryImplementor factory, @Nullable SqmRoot<?> excluded) {
        this.tenants = TenantModel.of(FactoryState.of(factory));
        this.references = StatementReferences.of(factory);
        this.excluded = excluded;
    }

    /** The row an insert is in conflict with, as it would have been inserted, is checked by what is inserted. */
    static @Nullable SqmRoot<?> excludedBy(Object statement) {
        return statement instanceof SqmInsertStatement<?> insert && insert.getConflictClause() != null
                ? insert.getConflictClause().getExcludedRoot()
                : null;
    }

    /** The values among what an expression may give. */
    void collect(SqmExpression<?> value, AssignedReference assigned, Consumer<SqmExpression<?>> values) {
        if (value instanceof SqmLiteralNull<?>) {
            return;
        }
        if (isSeen(value, assigned)) {
            values.accept(value);
        } else if (value instanceof SqmSubQuery<?> query) {
            collect(query.getQueryPart(), 0, assigned, values);
        } else if (!(value instanceof SqmPath<?> path)) {
            results(value, assigned).forEach(result -> collect(result, assigned, values));
        } else if (!isRead(path, assigned)) {
            throw assigned.unknown();
        }
    }

    private static boolean isSeen(SqmExpression<?> value, AssignedReference assigned) {
        return value instanceof SqmLiteral<?>
                ? assigned.form() == Form.IDENTIFIER
                : value instanceof SqmParameter<?> && assigned.form() != Form.PART;
    }

    /** The values among what a query may give at a position. */
    void collect(SqmQueryPart<?> part, int position, AssignedReference assigned, Consumer<SqmExpression<?>> values) {
        if (part instanceof SqmQueryGroup<?> group) {
            group.getQueryParts().forEach(member -> collect(member, position, assigned, values));
        } else if (part instanceof SqmQuerySpec<?> query
                && query.getSelectClause().getSelections().get(position).getSelectableNode()
                        instanceof SqmExpression<?> selected) {
            collect(selected, assigned, values);
        } else {
            throw assigned.unknown();
        }
    }

    private static List<? extends SqmExpression<?>> results(SqmExpression<?> value, AssignedReference assigned) {
        if (value instanceof SqmCoalesce<?> coalesce) {
            return coalesce.getArguments();
        }
        if (value instanceof SqmCaseSearched<?> choice) {
            return CaseResults.of(choice);
        }
        if (value instanceof SqmCaseSimple<?, ?> choice) {
            return CaseResults.of(choice);
        }
        if (value instanceof SqmFunction<?> function
                && function.getFunctionName().equals("coalesce")) {
            return function.getArguments().stream()
                    .map(argument -> (SqmExpression<?>) argument)
                    .toList();
        }
        throw assigned.unknown();
    }

    private boolean isRead(SqmPath<?> path, AssignedReference assigned) {
        if (!isOfOwnRow(path)) {
            return false;
        }
        if (path.getNodeType() instanceof EntityDomainType<?> entity) {
            return assigned.form() == Form.HOLDER && isSame(tenantOf(entity), assigned);
        }
        return path.getNodeType() instanceof EmbeddableType<?>
                ? assigned.form() == Form.HOLDER
                : assigned.form() == Form.IDENTIFIER && isIdentifier(path, assigned);
    }

    /* What own rows refer to is own, as long as only rows of tenants are on the way; all other rows are read with their restriction. */
    private boolean isOfOwnRow(SqmPath<?> path) {
        var parent = path.getLhs();
        if (path.getNodeType() instanceof EntityDomainType<?> entity) {
            return path == excluded
                    || (tenantOf(entity) != null
                            && (path instanceof SqmFrom<?, ?> || parent == null || isOfOwnRow(parent)));
        }
        return parent != null && isOfOwnRow(parent);
    }

    private boolean isIdentifier(SqmPath<?> path, AssignedReference assigned) {
        var parent = path.getLhs();
        if (parent == null || !(parent.getNodeType() instanceof EntityDomainType<?> entity)) {
            return isReference(path, assigned);
        }
        var name = path.getReferencedPathSource().getPathName();
        return (isSame(tenantOf(entity), assigned) && references.isIdentifier(entity.getHibernateEntityName(), name))
                || isReference(path, assigned);
    }

    /** Whether a path is the column of a reference to the same entity. */
    private boolean isReference(SqmPath<?> path, AssignedReference assigned) {
        SqmPath<?> owner = path;
        while (owner != null && !(owner instanceof SqmFrom<?, ?>)) {
            owner = owner.getLhs();
        }
        return owner != null
                && owner.getNodeType() instanceof EntityDomainType<?> entity
                && references.of(entity.getHibernateEntityName(), BulkValues.dottedPath(path)).stream()
                        .anyMatch(other ->
                                other.form() == Form.IDENTIFIER && isSame(tenants.of(entityOf(other)), assigned));
    }

    private boolean isSame(@Nullable TenantAttribute tenant, AssignedReference assigned) {
        var target = tenants.of(entityOf(assigned));
        return tenant != null && (target == null || target.root().equals(tenant.root()));
    }

    private static @Nullable String entityOf(AssignedReference assigned) {
        var target = assigned.target();
        return target == null ? null : target.getEntityName();
    }

    private @Nullable TenantAttribute tenantOf(EntityDomainType<?> entity) {
        return tenants.of(entity.getHibernateEntityName());
    }
}
