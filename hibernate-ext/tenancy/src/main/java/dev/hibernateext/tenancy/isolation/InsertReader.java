/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.Output.Value;
import dev.hibernateext.tenancy.isolation.QueryReader.Position;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictAction;
import org.jspecify.annotations.Nullable;

/** Reads inserts: each row has to get the tenant. */
final class InsertReader {

    private final QueryReader queries;
    private final Findings findings;

    InsertReader(QueryReader queries, Findings findings) {
        this.queries = queries;
        this.findings = findings;
    }

    void read(Insert insert, CommonTables common) {
        if (insert.isOracleMultiInsert() || insert.getSetUpdateSets() != null) {
            findings.notUnderstood();
        }
        var target = queries.source(insert.getTable(), CommonTables.NONE);
        target.write();
        findings.use(target);
        var output = insert.getSelect() == null
                ? Output.UNKNOWN
                : queries.query(insert.getSelect(), new Position(null, common));
        prove(target, insert.getColumns(), output);
        updated(insert, target, common);
    }

    /** The values of all rows, by the columns they go to. */
    static void prove(Source target, @Nullable List<Column> columns, Output output) {
        var mapped = target.mapped();
        if (mapped == null) {
            return;
        }
        var proof = mapped.tenant() != null
                ? proof(at(mapped.tenant(), columns, output))
                : mapped.owner() != null ? ownerProof(mapped.owner(), columns, output) : null;
        if (proof != null) {
            target.prove(proof);
        }
    }

    private static @Nullable Proof proof(@Nullable Value value) {
        return value == null ? null : value.proof();
    }

    private static @Nullable Value at(String column, @Nullable List<Column> columns, Output output) {
        if (columns == null || columns.size() != output.values().size()) {
            return null;
        }
        return IntStream.range(0, columns.size())
                .filter(i -> SqlName.folded(columns.get(i).getColumnName()).equals(column))
                .mapToObj(output::at)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Proof ownerProof(MappedTable.Owner owner, @Nullable List<Column> columns, Output output) {
        Proof proof = null;
        for (var i = 0; i < owner.columns().size(); i++) {
            var value = at(owner.columns().get(i), columns, output);
            var key = value == null ? null : value.key();
            if (key == null
                    || !key.table().equals(owner.table())
                    || !key.column().equals(owner.targets().get(i))) {
                return null;
            }
            proof = key.proof();
        }
        return proof;
    }

    /** A row that is there already may be anybody's, unless the key that finds it has the tenant. */
    private void updated(Insert insert, Source target, CommonTables common) {
        var mapped = target.mapped();
        var action = insert.getConflictAction();
        if (insert.getDuplicateAction() != null || insert.getDuplicateUpdateSets() != null) {
            target.refuse();
        } else if (action != null
                && action.getConflictActionType() == ConflictActionType.DO_UPDATE
                && mapped != null
                && !mapped.isShared()) {
            update(action, insert, target, common);
        }
    }

    private void update(InsertConflictAction action, Insert insert, Source target, CommonTables common) {
        var existing = Source.table(target.alias(), target.alias(), null, target.mapped());
        existing.write();
        var block = new Block(null);
        block.add(existing);
        var tenant = Objects.requireNonNull(target.mapped()).tenant();
        if (tenant != null && target.proof() != null) {
            block.add(Source.query("excluded", new Output(List.of(new Value(tenant, target.proof(), null)))));
            if (isInKey(tenant, insert)) {
                existing.prove(target.proof());
            }
        }
        queries.condition(action.getWhereExpression(), List.of(existing), block, common);
        block.solve();
        if (action.getUpdateSets() != null) {
            action.getUpdateSets().forEach(set -> {
                Assignments.check(set, block);
                set.getValues().forEach(value -> queries.subqueries(value, block, common));
            });
        }
        queries.subqueries(action.getWhereExpression(), block, common);
        findings.use(existing);
    }

    private static boolean isInKey(String tenant, Insert insert) {
        var key = insert.getConflictTarget();
        return key != null
                && key.getIndexColumnNames() != null
                && key.getIndexColumnNames().stream()
                        .anyMatch(name -> SqlName.folded(name).equals(tenant));
    }
}
