/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.tenant.TenantAssignedException;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.TenantAttribute;
import dev.hibernateext.core.tenant.internal.TenantModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.internal.NoParamSqmCopyContext;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmSelfRenderingExpression;
import org.hibernate.query.sqm.tree.insert.AbstractSqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmConflictUpdateAction;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.query.sqm.tree.insert.SqmValues;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQueryPart;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows that HQL and criteria statements insert the tenant of the session, and refuses statements that assign it. Which
 * rows are updated and deleted is the rule's to say, save for those an insert is in conflict with.
 *
 * <p>Leans on {@code org.hibernate.query.sqm.internal.NoParamSqmCopyContext}, as {@link BulkRewriter} does.
 */
final class TenantRewriter {

    private final SessionFactoryImplementor factory;
    private final TenantModel model;
    private final BulkValues values;

    private TenantRewriter(SessionFactoryImplementor factory, TenantModel model) {
        this.factory = factory;
        this.model = model;
        this.values = new BulkValues(factory);
    }

    static TenantRewriter of(SessionFactoryImplementor factory) {
        var state = FactoryState.of(factory);
        var model = TenantModel.of(state);
        return state.component(TenantRewriter.class, () -> new TenantRewriter(factory, model));
    }

    /** The statement to execute instead; the same one where there is nothing to add. */
    SqmDmlStatement<?> rewrite(SqmDmlStatement<?> statement, LoadQueryInfluencers influencers) {
        var tenant = model.of(statement.getTarget().getEntityName());
        if (tenant == null) {
            return statement;
        }
        if (statement instanceof SqmUpdateStatement<?> update) {
            refuse(tenant, targetsOf(update.getSetClause().getAssignments()));
        }
        return statement instanceof AbstractSqmInsertStatement<?> insert
                ? insert(insert, tenant, AllTenants.areSeenBy(influencers))
                : statement;
    }

    private SqmDmlStatement<?> insert(AbstractSqmInsertStatement<?> insert, TenantAttribute tenant, boolean all) {
        var action = actionOf(insert);
        if (action != null) {
            refuse(tenant, targetsOf(action.getSetClause().getAssignments()));
        }
        if (all) {
            if (assigned(tenant, insert.getInsertionTargetPaths()) == null) {
                throw TenantAssignedException.unknown(tenant.label());
            }
            return insert;
        }
        refuse(tenant, insert.getInsertionTargetPaths());
        return stamped(insert, tenant);
    }

    private SqmDmlStatement<?> stamped(AbstractSqmInsertStatement<?> insert, TenantAttribute tenant) {
        var copy = (AbstractSqmInsertStatement<?>) insert.copy(new NoParamSqmCopyContext());
        if (copy instanceof SqmInsertValuesStatement<?> rows) {
            stamp(rows, tenant);
        } else if (copy instanceof SqmInsertSelectStatement<?> selecting) {
            selecting.addInsertTargetStateField(path(selecting.getTarget(), tenant));
            stamp(selecting, selecting.getSelectQueryPart(), tenant);
        }
        var action = actionOf(copy);
        if (action != null) {
            restrict(copy, action, tenant);
        }
        return copy;
    }

    private void stamp(SqmInsertValuesStatement<?> insert, TenantAttribute tenant) {
        var rows = insert.getValuesList();
        insert.addInsertTargetStateField(path(insert.getTarget(), tenant));
        insert.values(rows.stream().map(row -> stamped(insert, row, tenant)).toList());
    }

    private SqmValues stamped(AbstractSqmInsertStatement<?> insert, SqmValues row, TenantAttribute tenant) {
        var target = path(insert.getTarget(), tenant);
        var own = own(target, tenant);
        var expressions = new ArrayList<SqmExpression<?>>(row.getExpressions());
        expressions.add(values.isMultiTable(insert) ? values.typed(own, target) : own);
        return new SqmValues(expressions);
    }

    private void stamp(AbstractSqmInsertStatement<?> insert, SqmQueryPart<?> part, TenantAttribute tenant) {
        if (part instanceof SqmQueryGroup<?> group) {
            group.getQueryParts().forEach(member -> stamp(insert, member, tenant));
        } else if (part instanceof SqmQuerySpec<?> query) {
            var own = own(path(insert.getTarget(), tenant), tenant);
            query.getSelectClause().addSelection(new SqmSelection<>(own, own.nodeBuilder()));
        }
    }

    private void restrict(
            AbstractSqmInsertStatement<?> insert, SqmConflictUpdateAction<?> action, TenantAttribute tenant) {
        var target = path(insert.getTarget(), tenant);
        var isOwn = target.nodeBuilder().equal(target, own(target, tenant));
        var clause = action.getWhereClause();
        var condition = clause == null ? null : clause.getPredicate();
        action.where(condition == null ? isOwn : target.nodeBuilder().and(condition, isOwn));
    }

    private SqmExpression<?> own(SqmPath<?> target, TenantAttribute tenant) {
        var part =
                factory.getMappingMetamodel().getEntityDescriptor(tenant.root()).findByPath(tenant.dottedPath());
        var mapping = Objects.requireNonNull(Objects.requireNonNull(part).asBasicValuedModelPart())
                .getJdbcMapping();
        return new SqmSelfRenderingExpression<>(
                walker -> new SessionParameter(
                        mapping, (session, execution) -> SessionTenant.inStatement(session, tenant.type())),
                target.getNodeType(),
                target.nodeBuilder());
    }

    private static SqmPath<?> path(SqmPath<?> root, TenantAttribute tenant) {
        SqmPath<?> path = root;
        for (var name : tenant.path()) {
            path = path.get(name);
        }
        return path;
    }

    private static @Nullable SqmConflictUpdateAction<?> actionOf(AbstractSqmInsertStatement<?> insert) {
        var conflict = insert.getConflictClause();
        return conflict == null ? null : conflict.getConflictAction();
    }

    private static List<? extends SqmPath<?>> targetsOf(List<? extends SqmAssignment<?>> assignments) {
        return assignments.stream().map(SqmAssignment::getTargetPath).toList();
    }

    private static void refuse(TenantAttribute tenant, List<? extends SqmPath<?>> targets) {
        var path = assigned(tenant, targets);
        if (path != null) {
            throw TenantAssignedException.inStatement(tenant.root() + "." + path);
        }
    }

    private static @Nullable String assigned(TenantAttribute tenant, List<? extends SqmPath<?>> targets) {
        return targets.stream()
                .map(BulkValues::dottedPath)
                .filter(tenant::isCoveredBy)
                .findFirst()
                .orElse(null);
    }
}
