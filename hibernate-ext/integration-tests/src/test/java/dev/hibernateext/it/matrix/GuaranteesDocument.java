/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The matrix in Markdown. The same findings give the same text. */
final class GuaranteesDocument {

    private static final String INTRODUCTION = """
            # Guarantees

            What Hibernate Ext promises, tried on every way an application reaches a row. `GuaranteesIT` runs each cell and writes
            this file from what it finds; change the test, not the file.

            %s
            Each cell has a mark for H2, PostgreSQL and MariaDB, in this order:

            - ✓ the promise holds for all entities the cell was tried with;
            - ✗ it cannot hold; the note says why and what you get instead, and that was tried too;
            - · there is nothing to promise.

            The entities are mapped by the library's mapped superclass, by its embeddable and by annotations of their own (epoch numbers,
            other `java.time` types, `@DynamicUpdate`, a timestamp as version), in joined tables, in a single table, in a table per class
            and in a secondary table. The last column says how many of the %d a path was tried with. All have a natural id, an element
            collection, and are cached read-write.

            ## Writing

            The row was inserted by one actor and is written by another, a minute later. Another row must stay as it is.

            %s
            ## Reading

            The row is read, then written through another session (`merge` of a copy without stamps, `StatelessSession.update`, `upsert`,
            HQL `update`, Criteria `update`, one after the other), then read again.

            %s
            ## Notes

            %s""";

    private final Findings findings;
    private final List<String> notes = new ArrayList<>();

    private GuaranteesDocument(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings) {
        return new GuaranteesDocument(findings).text();
    }

    private String text() {
        var promises = Guarantees.ALL.stream()
                .map(guarantee -> "- **%s.** %s\n".formatted(guarantee.name(), guarantee.promise()))
                .collect(Collectors.joining());
        var writing = table(WritePaths.ALL);
        var reading = table(ReadPaths.ALL);
        return INTRODUCTION.formatted(promises, Shape.ALL.size(), writing, reading, notes());
    }

    private String table(List<? extends AccessPath> paths) {
        var names = Guarantees.ALL.stream().map(Guarantee::name).toList();
        var head = "| Path | %s | Entities |\n|---|%s---|\n"
                .formatted(String.join(" | ", names), ":---:|".repeat(names.size()));
        return head + paths.stream().map(this::line).collect(Collectors.joining());
    }

    private String line(AccessPath path) {
        var marks = Guarantees.ALL.stream().map(guarantee -> marks(new Cell(guarantee, path)));
        var entities = Shape.ALL.stream().filter(path::leadsTo).count();
        return Stream.concat(Stream.of(path.name()), marks)
                .collect(Collectors.joining(" | ", "| ", " | " + entities + " |\n"));
    }

    private String marks(Cell cell) {
        if (!cell.applies()) {
            return "· · ·";
        }
        var marks =
                Stream.of(DatabaseKind.values()).map(kind -> mark(kind, cell)).collect(Collectors.joining(" "));
        return cell.limit().map(limit -> marks + " [" + note(cell, limit) + "]").orElse(marks);
    }

    private String mark(DatabaseKind kind, Cell cell) {
        if (!findings.holds(kind, cell)) {
            return "?";
        }
        return cell.limit().isPresent() ? "✗" : "✓";
    }

    private int note(Cell cell, Limit limit) {
        notes.add("%s, %s: %s".formatted(cell.guarantee().name(), limit.path(), limit.reason()));
        return notes.size();
    }

    private String notes() {
        var text = new StringBuilder();
        for (var i = 0; i < notes.size(); i++) {
            text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
        return text.toString();
    }
}
