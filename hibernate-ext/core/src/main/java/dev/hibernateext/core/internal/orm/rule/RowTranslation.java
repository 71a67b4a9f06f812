/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;

/**
 * What a translator is made of. Leans on {@code org.hibernate.query.sqm.internal.DomainParameterXref}, a parameter of the
 * SPI.
 *
 * @param statement what to translate
 * @param options of the query
 * @param parameters of the query
 * @param bindings the values of the parameters
 * @param influencers of the session
 * @param context of the factory
 * @param deduplicate whether equal selections become one
 * @param guard sees the values
 */
public record RowTranslation(
        SqmStatement<?> statement,
        QueryOptions options,
        DomainParameterXref parameters,
        QueryParameterBindings bindings,
        LoadQueryInfluencers influencers,
        SqlAstCreationContext context,
        boolean deduplicate,
        ValueGuard guard) {}
