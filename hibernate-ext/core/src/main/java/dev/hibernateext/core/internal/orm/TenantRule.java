/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowRead;
import dev.hibernateext.core.internal.orm.rule.RowRestriction;
import dev.hibernateext.core.internal.orm.rule.RowRule;
import dev.hibernateext.core.internal.orm.rule.RowStatement;
import dev.hibernateext.core.internal.orm.rule.RowWrite;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.TenantAttribute;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.ParameterUsage;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.model.ast.ColumnValueBinding;
import org.jspecify.annotations.Nullable;

/** Restricts the rows of one entity hierarchy to those of the session's tenant. */
final class TenantRule implements RowRule {

    private final TenantAttribute tenant;

    /** By entity: the subclasses of a union have a table each. */
    private final Map<String, SelectableMapping> columns = new ConcurrentHashMap<>();

    TenantRule(TenantAttribute tenant) {
        this.tenant = tenant;
    }

    @Override
    public boolean isAffectedBy(LoadQueryInfluencers influencers) {
        return AllTenants.areSeenBy(influencers);
    }

    @Override
    public @Nullable RowRestriction onRead(EntityMappingType type, RowRead read, LoadQueryInfluencers influencers) {
        return AllTenants.areSeenBy(influencers) ? null : new RowRestriction(column(type), this::isOwn);
    }

    @Override
    public RowWrite write(LoadQueryInfluencers influencers) {
        return AllTenants.areSeenBy(influencers) ? RowWrite.ALL_ROWS : RowWrite.GUARDED;
    }

    @Override
    public void restrict(EntityPersister persister, Restricted statement) {
        if (statement.write() != RowWrite.GUARDED || !isRestricted(statement.kind(), persister)) {
            return;
        }
        var column = column(persister);
        statement.builder().addOptimisticLockRestriction(column);
        if (statement.kind() == RowStatement.UPSERT) {
            var restrictions = statement.builder().getOptimisticLockBindings();
            var last = restrictions.size() - 1;
            var added = restrictions.get(last);
            restrictions.set(
                    last,
                    new ColumnValueBinding(
                            new MatchedColumn(added.getColumnReference(), column), added.getValueExpression()));
        }
    }

    @Override
    public void bind(Bound row, Object @Nullable [] state, JdbcValueBindings bindings) {
        var all = AllTenants.areSeenBy(row.session().getLoadQueryInfluencers());
        if ((all && row.kind() != RowStatement.UPSERT) || !isRestricted(row.kind(), row.persister())) {
            return;
        }
        var table = row.persister().getIdentifierTableName();
        if (bindings.getBindingGroup(table) == null) {
            // the keys are bound already: the statements are about other tables
            return;
        }
        var column = column(row.persister());
        var value = all
                ? tenantIn(row.persister(), Objects.requireNonNull(state))
                : SessionTenant.of(row.session(), tenant.type());
        bindings.bindValue(
                column.getJdbcMapping().convertToRelationalValue(value),
                table,
                column.getSelectionExpression(),
                ParameterUsage.RESTRICT);
    }

    @Override
    public void check(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
        if (tenant.identifier()
                && !AllTenants.areSeenBy(session.getLoadQueryInfluencers())
                && !SessionTenant.of(session, tenant.type()).equals(TenantSlots.tenantIn(tenant, persister, id))) {
            throw new StaleObjectStateException(persister.getEntityName(), id);
        }
    }

    /* A key with the tenant in it restricts by itself, and is looked at before; a MERGE that only inserts has no condition. */
    private boolean isRestricted(RowStatement kind, EntityPersister persister) {
        return !tenant.identifier() && (kind != RowStatement.UPSERT || TenantSlots.writesFirstTable(persister));
    }

    private @Nullable Object tenantIn(EntityPersister persister, @Nullable Object[] state) {
        return AttributeSlot.of(tenant.path(), persister).read(state);
    }

    private Predicate isOwn(Expression column) {
        var mapping = Objects.requireNonNull(column.getExpressionType()).getSingleJdbcMapping();
        var value = new TenantParameter(mapping, tenant.type());
        return new ComparisonPredicate(column, ComparisonOperator.EQUAL, value);
    }

    private SelectableMapping column(EntityMappingType type) {
        var known = columns.get(type.getEntityName());
        return known != null ? known : columns.computeIfAbsent(type.getEntityName(), name -> read(type));
    }

    private SelectableMapping read(EntityMappingType type) {
        return tenant.identifier() ? columnOfIdentifier(type) : columnOfAttribute(type);
    }

    private SelectableMapping columnOfIdentifier(EntityMappingType type) {
        var identifier = type.getIdentifierMapping();
        for (int i = 0; i < identifier.getJdbcTypeCount(); i++) {
            if (identifier.getSelectable(i).getSelectionExpression().equals(tenant.column())) {
                return identifier.getSelectable(i);
            }
        }
        throw new IllegalStateException("No column of the identifier holds " + tenant.label());
    }

    private SelectableMapping columnOfAttribute(EntityMappingType type) {
        ModelPart part = type.findAttributeMapping(tenant.path().get(0));
        for (var name : tenant.path().subList(1, tenant.path().size())) {
            part = Objects.requireNonNull(part)
                    .asAttributeMapping()
                    .asEmbeddedAttributeMapping()
                    .getEmbeddableTypeDescriptor()
                    .findAttributeMapping(name);
        }
        return Objects.requireNonNull(part).asAttributeMapping().getSelectable(0);
    }

    /**
     * The column in the condition of a {@code MERGE}, which ORM 7.4 writes with {@code <=}: null, which is not less than anything,
     * in a row of another tenant than the one to be inserted. Where an update is written instead, the column.
     */
    private static final class MatchedColumn extends ColumnReference {

        MatchedColumn(ColumnReference column, SelectableMapping mapping) {
            super(column.getQualifier(), mapping);
        }

        @Override
        public void appendColumnForWrite(SqlAppender appender, @Nullable String qualifier) {
            if ("t".equals(qualifier)) {
                var column = getColumnExpression();
                appender.append("case when t." + column + "=s." + column + " then t." + column + " end");
            } else {
                super.appendColumnForWrite(appender, qualifier);
            }
        }
    }
}
