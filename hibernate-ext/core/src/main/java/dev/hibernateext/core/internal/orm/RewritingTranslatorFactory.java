/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.orm.rule.RowRules;
import dev.hibernateext.core.internal.orm.rule.RowTranslation;
import dev.hibernateext.core.internal.orm.rule.RowTranslator;
import dev.hibernateext.core.internal.orm.rule.ValueGuard;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.SqmTranslator;
import org.hibernate.query.sqm.sql.SqmTranslatorFactory;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites bulk statements of entities in one table before they are translated; the translation itself is the user's
 * factory's, the dialect's or Hibernate's. Leans on {@code org.hibernate.query.sqm.internal.DomainParameterXref}, a
 * parameter of the SPI.
 */
public final class RewritingTranslatorFactory implements SqmTranslatorFactory {

    /** Where the user's own choice of translator factory went; set by {@link CoreServiceContributor}. */
    static final String DELEGATE = "hibernate.ext.internal.translator_delegate";

    private volatile @Nullable SqmTranslatorFactory delegate;

    @Override
    public SqmTranslator<SelectStatement> createSelectTranslator(
            SqmSelectStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context,
            boolean deduplicate) {
        var factory = influencers.getSessionFactory();
        if (isRuled(factory)) {
            return new RowTranslator<>(new RowTranslation(
                    statement, options, parameters, bindings, influencers, context, deduplicate, ValueGuard.NONE));
        }
        return delegate(factory)
                .createSelectTranslator(statement, options, parameters, bindings, influencers, context, deduplicate);
    }

    @Override
    public SqmTranslator<? extends MutationStatement> createMutationTranslator(
            SqmDmlStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context) {
        var factory = influencers.getSessionFactory();
        var rewritten = BulkStatements.of(factory).rewrite(statement, influencers);
        WatchedStatements.of(factory).translated(statement, rewritten, options);
        if (isRuled(factory)) {
            var guard = ReferenceGuard.of(rewritten, parameters, influencers);
            return new RowTranslator<MutationStatement>(
                    new RowTranslation(rewritten, options, parameters, bindings, influencers, context, false, guard));
        }
        return delegate(factory)
                .createMutationTranslator(rewritten, options, parameters, bindings, influencers, context);
    }

    /** Rules need the library's own translator; a factory that has rules and another translator does not start. */
    private static boolean isRuled(SessionFactoryImplementor factory) {
        return !RowRules.of(FactoryState.of(factory)).isEmpty();
    }

    private SqmTranslatorFactory delegate(SessionFactoryImplementor factory) {
        var known = delegate;
        if (known == null) {
            known = resolve(factory);
            delegate = known;
        }
        return known;
    }

    private static SqmTranslatorFactory resolve(SessionFactoryImplementor factory) {
        var chosen = factory.getProperties().get(DELEGATE);
        if (chosen != null) {
            return factory.getServiceRegistry()
                    .requireService(StrategySelector.class)
                    .resolveStrategy(SqmTranslatorFactory.class, chosen);
        }
        var dialects = factory.getJdbcServices().getDialect().getSqmTranslatorFactory();
        return dialects == null ? new StandardSqmTranslatorFactory() : dialects;
    }
}
