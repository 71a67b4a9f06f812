/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.QueryReader.Position;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Commit;
import net.sf.jsqlparser.statement.CreateFunctionalStatement;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.ParenthesedStatement;
import net.sf.jsqlparser.statement.RollbackStatement;
import net.sf.jsqlparser.statement.SavepointStatement;
import net.sf.jsqlparser.statement.SetStatement;
import net.sf.jsqlparser.statement.ShowStatement;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.UseStatement;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.delete.ParenthesedDelete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.execute.Execute;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.ParenthesedInsert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.ParenthesedUpdate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/** Reads statements of all kinds. */
final class StatementReader {

    private static final String STATEMENTS = "net.sf.jsqlparser.statement.";

    private static final List<String> DEFINING = Stream.of(
                    "create", "alter", "drop", "truncate", "comment", "refresh", "grant", "role")
            .map(STATEMENTS::concat)
            .toList();

    /** Settings by which a connection leaves its tenant. */
    private static final Pattern OTHER_PLACE = Pattern.compile(
            "search_path|schema|role|authorization|row_security|hibernate_ext", Pattern.CASE_INSENSITIVE);

    private final Findings findings;
    private final QueryReader queries;
    private final InsertReader inserts;
    private final MergeReader merges;

    StatementReader(MappedTables tables, Findings findings) {
        this.findings = findings;
        this.queries = new QueryReader(tables, findings, this);
        this.inserts = new InsertReader(queries, findings);
        this.merges = new MergeReader(queries, findings);
    }

    void read(Statement statement) {
        if (statement instanceof Select select) {
            queries.query(select, new Position(null, CommonTables.NONE));
        } else if (statement instanceof ExplainStatement explain) {
            if (explain.getStatement() != null) {
                read(explain.getStatement());
            }
        } else if (isDefinition(statement)) {
            define(statement);
        } else if (statement instanceof UseStatement use) {
            findings.use(Source.table("", use.getName(), SqlName.folded(use.getName()), null));
        } else if (!isHarmless(statement)) {
            write(statement, CommonTables.NONE);
        }
    }

    /** What a procedure does is not in the text that calls it. */
    private static boolean isHarmless(Statement statement) {
        return statement instanceof Execute
                || statement instanceof ShowStatement
                || statement instanceof Commit
                || statement instanceof SavepointStatement
                || statement instanceof RollbackStatement
                || (statement instanceof SetStatement
                        && !OTHER_PLACE.matcher(statement.toString()).find());
    }

    private static boolean isDefinition(Statement statement) {
        var name = statement.getClass().getPackageName();
        return statement instanceof CreateFunctionalStatement
                || DEFINING.stream().anyMatch(each -> name.equals(each) || name.startsWith(each + '.'));
    }

    /** Temporary tables are the session's. */
    private void define(Statement statement) {
        if (statement instanceof Drop drop && drop.isUsingTemporary()) {
            return;
        }
        if (!(statement instanceof CreateTable create) || !isTemporary(create)) {
            findings.defines();
        } else if (create.getSelect() != null) {
            queries.query(create.getSelect(), new Position(null, CommonTables.NONE));
        }
    }

    private static boolean isTemporary(CreateTable create) {
        var options = create.getCreateOptionsStrings();
        return options != null
                && options.stream()
                        .anyMatch(option -> option.equalsIgnoreCase("temporary") || option.equalsIgnoreCase("temp"));
    }

    /** What writes within a common table expression. */
    Output written(ParenthesedStatement statement, CommonTables common) {
        if (statement instanceof ParenthesedInsert insert) {
            write(insert.getInsert(), common);
        } else if (statement instanceof ParenthesedUpdate update) {
            write(update.getUpdate(), common);
        } else if (statement instanceof ParenthesedDelete delete) {
            write(delete.getDelete(), common);
        } else {
            findings.notUnderstood();
        }
        return Output.UNKNOWN;
    }

    private void write(Statement statement, CommonTables common) {
        if (statement instanceof Insert insert) {
            inserts.read(insert, within(insert.getWithItemsList(), common));
        } else if (statement instanceof Update update) {
            update(update, within(update.getWithItemsList(), common));
        } else if (statement instanceof Delete delete) {
            delete(delete, within(delete.getWithItemsList(), common));
        } else if (statement instanceof Merge merge) {
            merges.read(merge, within(merge.getWithItemsList(), common));
        } else {
            findings.notUnderstood();
        }
    }

    private CommonTables within(@Nullable List<WithItem<?>> items, CommonTables common) {
        return queries.common(items, new Position(null, common));
    }

    private void update(Update update, CommonTables common) {
        var block = new Block(null);
        var target = queries.from(update.getTable(), block, common);
        target.forEach(Source::write);
        queries.join(target, update.getStartJoins(), block, common);
        if (update.getFromItem() != null) {
            queries.join(queries.from(update.getFromItem(), block, common), update.getJoins(), block, common);
        } else {
            queries.join(target, update.getJoins(), block, common);
        }
        queries.condition(update.getWhere(), block.sources(), block, common);
        block.solve();
        set(update.getUpdateSets(), block, common);
        queries.subqueries(update.getWhere(), block, common);
        Stream.of(update.getStartJoins(), update.getJoins())
                .filter(Objects::nonNull)
                .forEach(joins -> queries.joinConditions(joins, block, common));
        findings.use(block);
    }

    /** Where several tables are updated at once, the columns tell which. */
    private void set(List<UpdateSet> sets, Block block, CommonTables common) {
        for (var set : sets) {
            Assignments.check(set, block);
            set.getValues().forEach(value -> queries.subqueries(value, block, common));
            for (var column : set.getColumns()) {
                var place = block.place(column);
                if (place != null) {
                    place.source().write();
                }
            }
        }
    }

    private void delete(Delete delete, CommonTables common) {
        var block = new Block(null);
        var target = queries.from(delete.getTable(), block, common);
        var using = delete.getUsingFromItemList();
        if (using != null) {
            using.forEach(item -> queries.from(item, block, common));
        }
        queries.join(target, delete.getJoins(), block, common);
        queries.condition(delete.getWhere(), block.sources(), block, common);
        block.solve();
        queries.subqueries(delete.getWhere(), block, common);
        queries.joinConditions(delete.getJoins(), block, common);
        deleted(delete.getTables(), block, target);
        findings.use(block);
    }

    /** MariaDB and MySQL name the tables or aliases whose rows go. */
    private void deleted(@Nullable List<Table> named, Block block, List<Source> target) {
        if (named == null || named.isEmpty()) {
            target.forEach(Source::write);
            return;
        }
        for (var table : named) {
            var alias = SqlName.alias(table.getName());
            var sources = block.sources().stream()
                    .filter(source -> source.alias().equals(alias))
                    .toList();
            sources.forEach(Source::write);
            if (sources.isEmpty()) {
                findings.notUnderstood();
            }
        }
    }
}
