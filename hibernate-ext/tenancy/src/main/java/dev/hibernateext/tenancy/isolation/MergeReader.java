/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.Output.Value;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.merge.MergeSide;
import net.sf.jsqlparser.statement.merge.MergeUpdate;
import org.jspecify.annotations.Nullable;

/** Reads merges: what is matched has to be the tenant's, and what is inserted too. */
final class MergeReader {

    private final QueryReader queries;
    private final Findings findings;

    MergeReader(QueryReader queries, Findings findings) {
        this.queries = queries;
        this.findings = findings;
    }

    void read(Merge merge, CommonTables common) {
        var block = new Block(null);
        var target = queries.from(merge.getTable(), block, common).get(0);
        target.write();
        queries.from(merge.getFromItem(), block, common);
        queries.condition(merge.getOnCondition(), block.sources(), block, common);
        block.solve();
        queries.subqueries(merge.getOnCondition(), block, common);
        if (merge.getOperations() != null) {
            merge.getOperations().forEach(operation -> read(operation, target, block));
        }
        findings.use(block);
    }

    private void read(MergeOperation operation, Source target, Block block) {
        if (operation instanceof MergeInsert insert) {
            requireTenant(insert, target, block);
            refuseUnmatched(insert.getSide(), target);
        } else if (operation instanceof MergeUpdate update) {
            update.getUpdateSets().forEach(set -> Assignments.check(set, block));
            refuseUnmatched(update.getSide(), target);
        } else if (operation instanceof MergeDelete delete) {
            refuseUnmatched(delete.getSide(), target);
        }
    }

    /** Rows that match nothing are anybody's. */
    private static void refuseUnmatched(@Nullable MergeSide side, Source target) {
        if (side == MergeSide.SOURCE) {
            target.refuse();
        }
    }

    private static void requireTenant(MergeInsert insert, Source target, Block block) {
        var inserted = Source.table(target.alias(), target.alias(), null, target.mapped());
        if (insert.getValues() != null) {
            var values = insert.getValues().stream()
                    .map(value -> value(value, block))
                    .toList();
            InsertReader.prove(inserted, insert.getColumns(), new Output(values));
        }
        var proof = inserted.proof();
        if (proof == null) {
            target.refuse();
        } else {
            target.prove(proof);
        }
    }

    private static Value value(Expression expression, Block block) {
        var value = block.value(expression);
        return value == null ? new Value("", null, null) : value;
    }
}
