/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import java.util.stream.Stream;
import org.hibernate.query.sqm.tree.expression.SqmCaseSearched;
import org.hibernate.query.sqm.tree.expression.SqmCaseSimple;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.jspecify.annotations.Nullable;

/** What {@code case} may give. */
final class CaseResults {

    private CaseResults() {}

    static List<SqmExpression<?>> of(SqmCaseSearched<?> choice) {
        return of(
                choice.getWhenFragments().stream().map(SqmCaseSearched.WhenFragment::getResult), choice.getOtherwise());
    }

    static List<SqmExpression<?>> of(SqmCaseSimple<?, ?> choice) {
        return of(choice.getWhenFragments().stream().map(SqmCaseSimple.WhenFragment::getResult), choice.getOtherwise());
    }

    private static List<SqmExpression<?>> of(
            Stream<? extends SqmExpression<?>> results, @Nullable SqmExpression<?> otherwise) {
        return Stream.<SqmExpression<?>>concat(results, Stream.ofNullable(otherwise))
                .toList();
    }
}
