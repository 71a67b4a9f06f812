/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.Block.Equality;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.Join;

/** What a join brings together. */
record JoinedSources(Join join, List<Source> left, List<Source> right) {

    /** Rows an outer join keeps whatever its condition says are not restricted by it. */
    Collection<Source> restricted() {
        if (join.isFull() || join.isApply() || join.isSemi() || join.isAny() || join.isWindowJoin()) {
            return List.of();
        }
        if (join.isLeft()) {
            return right;
        }
        if (join.isRight()) {
            return left;
        }
        return join.isOuter()
                ? List.of()
                : Stream.concat(left.stream(), right.stream()).toList();
    }

    /** The columns of USING, each of one side with each of the other. */
    Stream<Equality> using() {
        var columns = join.getUsingColumns();
        return columns == null ? Stream.empty() : columns.stream().flatMap(this::equalities);
    }

    private Stream<Equality> equalities(Column column) {
        return left.stream()
                .flatMap(one -> right.stream()
                        .map(other -> new Equality(column(one, column), column(other, column), null, restricted())));
    }

    private static Column column(Source source, Column column) {
        return new Column(new Table('"' + source.alias() + '"'), column.getColumnName());
    }
}
