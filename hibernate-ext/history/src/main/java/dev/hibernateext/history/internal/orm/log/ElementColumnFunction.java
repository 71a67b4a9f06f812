/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import java.util.List;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.SelfRenderingFunctionSqlAstExpression;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.query.sqm.sql.SqmToSqlAstConverter;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * A column of the log in the row of a joined collection. Leans on {@code AuditColumnFunction}, which does the same for entities, and on
 * the table groups of the translation.
 */
final class ElementColumnFunction extends AbstractSqmFunctionDescriptor {

    /** The number of the revision in which an element was added or removed. */
    static final String REVISION = "hibernate_ext_element_revision";

    /** What was done to an element. */
    static final String OPERATION = "hibernate_ext_element_operation";

    ElementColumnFunction(String name, BasicType<?> type) {
        super(name, StandardArgumentsValidators.exactly(1), StandardFunctionReturnTypeResolvers.invariant(type), null);
    }

    @Override
    protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(
            List<? extends SqmTypedNode<?>> arguments, @Nullable ReturnableType<T> impliedType, QueryEngine engine) {
        return new ElementColumn<>(this, arguments, engine);
    }

    private static SelectableMapping column(String name, PluralAttributeMapping collection) {
        var log = collection.getAuditMapping();
        if (log == null) {
            throw new IllegalArgumentException("The collection " + collection.getNavigableRole() + " is not recorded.");
        }
        var table = LoggedAttributes.tableOf(collection);
        return name.equals(REVISION) ? log.getChangesetIdMapping(table) : log.getModificationTypeMapping(table);
    }

    private static final class ElementColumn<T> extends SelfRenderingSqmFunction<T> {

        private final ElementColumnFunction function;
        private final QueryEngine engine;

        ElementColumn(ElementColumnFunction function, List<? extends SqmTypedNode<?>> arguments, QueryEngine engine) {
            super(
                    function,
                    (appender, rendered, type, walker) -> rendered.get(0).accept(walker),
                    arguments,
                    null,
                    function.getArgumentsValidator(),
                    function.getReturnTypeResolver(),
                    engine.getCriteriaBuilder(),
                    function.getName());
            this.function = function;
            this.engine = engine;
        }

        @Override
        public ElementColumn<T> copy(SqmCopyContext context) {
            var existing = context.getCopy(this);
            if (existing != null) {
                return existing;
            }
            var arguments = getArguments().stream()
                    .map(argument -> argument.copy(context))
                    .toList();
            var copy = context.registerCopy(this, new ElementColumn<T>(function, arguments, engine));
            copyTo(copy, context);
            return copy;
        }

        @Override
        public Expression convertToSqlAst(SqmToSqlAstConverter walker) {
            var path = ((SqmPath<?>) getArguments().get(0)).getNavigablePath();
            var rows = walker.getFromClauseAccess().getTableGroup(path);
            var column = column(getFunctionName(), (PluralAttributeMapping) rows.getModelPart());
            return new SelfRenderingFunctionSqlAstExpression<>(
                    getFunctionName(),
                    getFunctionRenderer(),
                    List.of(new ColumnReference(rows.getPrimaryTableReference(), column)),
                    null,
                    column.getJdbcMapping());
        }
    }
}
