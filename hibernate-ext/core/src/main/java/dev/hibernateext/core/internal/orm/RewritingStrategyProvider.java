/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;

/**
 * Rewrites bulk statements of entities in several tables, which never reach the translator factory as a whole, and calls the
 * hooks around them. What runs
 * them is the strategy of the provider that was there before. Leans on {@code
 * org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess} and {@code
 * org.hibernate.query.sqm.internal.DomainParameterXref}, parameters of the SPI.
 */
final class RewritingStrategyProvider implements SqmMultiTableMutationStrategyProvider {

    private static final long serialVersionUID = 1L;

    private final transient SqmMultiTableMutationStrategyProvider delegate;

    RewritingStrategyProvider(SqmMultiTableMutationStrategyProvider delegate) {
        this.delegate = delegate;
    }

    @Override
    public SqmMultiTableMutationStrategy createMutationStrategy(
            EntityMappingType root, MappingModelCreationProcess creation) {
        return new Mutations(delegate.createMutationStrategy(root, creation));
    }

    @Override
    public SqmMultiTableInsertStrategy createInsertStrategy(
            EntityMappingType root, MappingModelCreationProcess creation) {
        return new Inserts(delegate.createInsertStrategy(root, creation));
    }

    private record Mutations(SqmMultiTableMutationStrategy delegate) implements SqmMultiTableMutationStrategy {

        @Override
        public void prepare(MappingModelCreationProcess creation, JdbcConnectionAccess connections) {
            delegate.prepare(creation, connections);
        }

        @Override
        public void prepare(MappingModelCreationProcess creation) {
            delegate.prepare(creation);
        }

        @Override
        public void release(SessionFactoryImplementor factory, JdbcConnectionAccess connections) {
            delegate.release(factory, connections);
        }

        @Override
        public MultiTableHandlerBuildResult buildHandler(
                SqmDeleteOrUpdateStatement<?> statement,
                DomainParameterXref parameters,
                DomainQueryExecutionContext context) {
            var session = context.getSession();
            var rewritten =
                    BulkStatements.of(session.getFactory()).rewrite(statement, session.getLoadQueryInfluencers());
            var guard = ReferenceGuard.of(rewritten, parameters, session.getLoadQueryInfluencers());
            return HookedHandler.around(
                    delegate.buildHandler(rewritten, parameters, context), statement, rewritten, guard);
        }
    }

    private record Inserts(SqmMultiTableInsertStrategy delegate) implements SqmMultiTableInsertStrategy {

        @Override
        public void prepare(MappingModelCreationProcess creation, JdbcConnectionAccess connections) {
            delegate.prepare(creation, connections);
        }

        @Override
        public void prepare(MappingModelCreationProcess creation) {
            delegate.prepare(creation);
        }

        @Override
        public void release(SessionFactoryImplementor factory, JdbcConnectionAccess connections) {
            delegate.release(factory, connections);
        }

        @Override
        public MultiTableHandlerBuildResult buildHandler(
                SqmInsertStatement<?> statement, DomainParameterXref parameters, DomainQueryExecutionContext context) {
            var session = context.getSession();
            var rewritten =
                    BulkStatements.of(session.getFactory()).rewrite(statement, session.getLoadQueryInfluencers());
            var guard = ReferenceGuard.of(rewritten, parameters, session.getLoadQueryInfluencers());
            return HookedHandler.around(
                    delegate.buildHandler(rewritten, parameters, context), statement, rewritten, guard);
        }
    }
}
