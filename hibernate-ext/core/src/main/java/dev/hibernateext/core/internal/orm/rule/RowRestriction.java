/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import java.util.function.Function;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.predicate.Predicate;

/**
 * A condition on one column of a row.
 *
 * @param column the column, of the entity type the rule was asked for
 * @param condition makes the condition from a reference to the column
 */
public record RowRestriction(SelectableMapping column, Function<Expression, Predicate> condition) {}
