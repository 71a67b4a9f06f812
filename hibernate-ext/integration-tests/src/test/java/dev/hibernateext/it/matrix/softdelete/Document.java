/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The matrix in Markdown. The same findings give the same text. */
final class Document {

    private static final String TEXT = """

            Of three rows, two are deleted. Each way to read and to write is tried in a session of each scope (`DeletedRows`): a default
            session is `EXCLUDE`. `SoftDeleteMatrixIT` runs each cell; with soft delete off, or without the scope, `SoftDeleteOffBladeIT`
            and `ScopeOffBladeIT` see it fail. The marks are for H2, PostgreSQL and MariaDB, as above.

            The entities are marked by the library's mapped superclass, its embeddable, and attributes of their own (one an epoch number);
            they have a version or none, a composite identifier, a secondary table, joined tables, a single table or a table for each class.
            All have a natural id, an element collection and many-to-many, one-to-many and to-one associations, and are cached read-write.
            One hides its deleted rows from references.

            ### Reading rows, two of three deleted

            - **By itself**: loads and query roots show what the scope says: the live row, all rows, the deleted rows.
            - **Along** a collection or join: the live row in `EXCLUDE`, all rows in the other scopes.
            - **Referred**: a fetched or touched to-one resolves deleted rows too, since as null it would overwrite the foreign key; an
              entity that hides itself raises an error in `EXCLUDE` instead.

            %s
            ### Writing rows, two of three deleted

            A row is deleted by marking it, keeps what its collections hold, and keeps its first mark. In `EXCLUDE` no write changes a
            deleted row, not even by somebody who had read it before; in the other scopes the mark stays as it is.

            %s
            ✗: SQL is sent as it is written and sees all rows. Add the condition to the statement, or write it in HQL.
            """;

    private final Findings findings;

    private Document(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings) {
        var document = new Document(findings);
        return TEXT.formatted(document.table(ReadWays.ALL), document.table(WriteWays.ALL));
    }

    private String table(List<? extends Way> ways) {
        return "| Path | `EXCLUDE` | `INCLUDE` | `ONLY` | Shows or does | Entities |\n|---|:---:|:---:|:---:|---|---|\n"
                + ways.stream().map(this::line).collect(Collectors.joining());
    }

    private String line(Way way) {
        var marks = Stream.of(DeletedRows.values()).map(scope -> marks(new Cell(way, scope)));
        return Stream.concat(Stream.concat(Stream.of(way.name()), marks), Stream.of(kind(way)))
                .collect(Collectors.joining(
                        " | ", "| ", " | " + Cell.shapesOf(way).size() + " |\n"));
    }

    private static String kind(Way way) {
        if (way instanceof ReadWay read) {
            return switch (read.expectation()) {
                case OF_SCOPE -> "by itself";
                case ALONG -> "along";
                case REFERRED -> "referred";
                case ALL -> "all rows";
            };
        }
        return switch (((WriteWay) way).effect()) {
            case DELETE_SEEN -> "deletes what the scope shows";
            case DELETE_INSTANCE -> "deletes the instance";
            case UPDATE_SEEN -> "updates what the scope shows";
            case UPDATE_INSTANCE -> "updates the instance";
            case UPDATE_LIVE -> "updates the instance, refused if it is deleted";
        };
    }

    private String marks(Cell cell) {
        return Stream.of(DatabaseKind.values()).map(kind -> mark(kind, cell)).collect(Collectors.joining(" "));
    }

    private String mark(DatabaseKind kind, Cell cell) {
        if (!findings.holds(kind, cell)) {
            return "?";
        }
        return cell.way().isLimit() ? "✗" : "✓";
    }
}
