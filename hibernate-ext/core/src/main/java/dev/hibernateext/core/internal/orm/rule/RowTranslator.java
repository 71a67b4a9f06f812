/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.Objects;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.query.sqm.sql.internal.StandardSqmTranslator;
import org.hibernate.sql.ast.spi.SqlAliasBaseGenerator;
import org.hibernate.sql.ast.spi.SqlAstQueryPartProcessingState;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.from.CorrelatedTableGroup;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's translator, with restrictions where it forgets them: the sub-queries behind {@code size}, {@code member of},
 * {@code elements} and the like read collections without the restrictions of their elements. Leans on {@code
 * org.hibernate.query.sqm.sql.internal.StandardSqmTranslator} and {@code
 * org.hibernate.metamodel.mapping.internal.EntityCollectionPart}.
 *
 * @param <T> what is translated to
 */
public final class RowTranslator<T extends Statement> extends StandardSqmTranslator<T> {

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
