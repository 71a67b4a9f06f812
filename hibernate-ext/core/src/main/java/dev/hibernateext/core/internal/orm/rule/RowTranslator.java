/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.ArrayList;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.hibernate.metamodel.mapping.MappingModelExpressible;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.query.sqm.sql.internal.SqmParameterInterpretation;
import org.hibernate.query.sqm.sql.internal.StandardSqmTranslator;
import org.hibernate.query.sqm.tree.expression.SqmHqlNumericLiteral;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.sql.ast.spi.SqlAliasBaseGenerator;
import org.hibernate.sql.ast.spi.SqlAstQueryPartProcessingState;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.from.CorrelatedTableGroup;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's translator, with restrictions where it forgets them: the sub-queries behind {@code size}, {@code member of},
 * {@code elements} and the like read collections without the restrictions of their elements. Shows values to a guard. Leans on {@code
 * org.hibernate.query.sqm.sql.internal.StandardSqmTranslator}, {@code org.hibernate.query.sqm.sql.internal.SqmParameterInterpretation}
 * and {@code org.hibernate.metamodel.mapping.internal.EntityCollectionPart}.
 *
 * @param <T> what is translated to
 */
public final class RowTranslator<T extends Statement> extends StandardSqmTranslator<T> {

    private final ValueGuard guard;
    private @Nullable RowAliases aliases;

    /** For one translation. */
    public RowTranslator(RowTranslation translation) {
        super(
                translation.statement(),
                translation.options(),
                translation.parameters(),
                translation.bindings(),
                translation.influencers(),
                translation.context(),
                translation.deduplicate());
        this.guard = translation.guard();
    }

    @Override
    protected Expression consumeSqmParameter(
            SqmParameter<?> parameter,
            MappingModelExpressible<?> mapping,
            BiConsumer<Integer, JdbcParameter> consumer) {
        if (guard == ValueGuard.NONE) {
            return super.consumeSqmParameter(parameter, mapping, consumer);
        }
        var guarded = new ArrayList<JdbcParameter>();
        super.consumeSqmParameter(parameter, mapping, (index, translated) -> {
            var seen = guard.guarded(parameter, translated);
            guarded.add(seen);
            consumer.accept(index, seen);
        });
        return new SqmParameterInterpretation(guarded, mapping);
    }

    @Override
    public Expression visitLiteral(SqmLiteral<?> literal) {
        return guard.guarded(literal, super.visitLiteral(literal));
    }

    @Override
    public <N extends Number> Expression visitHqlNumericLiteral(SqmHqlNumericLiteral<N> literal) {
        return guard.guarded(literal, super.visitHqlNumericLiteral(literal));
    }

    @Override
    public SqlAliasBaseGenerator getSqlAliasBaseGenerator() {
        if (aliases == null) {
            aliases = new RowAliases(super.getSqlAliasBaseGenerator(), this);
        }
        return aliases;
    }

    /* Not later: references to columns can be made only while the query part is the current one. */
    @Override
    protected void popProcessingStateStack() {
        if (getCurrentProcessingState() instanceof SqlAstQueryPartProcessingState state
                && state.getInflightQueryPart() instanceof QuerySpec query) {
            query.getFromClause().getRoots().forEach(group -> restrict(query, group));
        }
        super.popProcessingStateStack();
    }

    private void restrict(QuerySpec query, TableGroup group) {
        if (!(group instanceof CorrelatedTableGroup)
                && group.getModelPart() instanceof PluralAttributeMapping collection
                && collection.getElementDescriptor() instanceof EntityCollectionPart element
                && RowRules.isRuled(element.getAssociatedEntityMappingType())) {
            var type = element.getAssociatedEntityMappingType();
            Objects.requireNonNull(type.getAuxiliaryMapping())
                    .applyPredicate(
                            type, query::applyPredicate, group, getSqlAliasBaseGenerator(), getLoadQueryInfluencers());
        }
    }
}
