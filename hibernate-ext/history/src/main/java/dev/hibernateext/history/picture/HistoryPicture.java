/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.picture;

import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.StateDiff;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A timeline or a difference as text for a terminal and as a page of HTML. It shows values and who acted: mind who looks. What values
 * contain is shown, never obeyed: control characters by their numbers, markup as text.
 */
public final class HistoryPicture {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_INSTANT;

    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows;

    private HistoryPicture(String title, List<String> columns, List<List<String>> rows) {
        this.title = title;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * A timeline.
     *
     * @param title above it
     * @param entries of a page of history
     * @return the picture
     */
    public static HistoryPicture of(String title, List<HistoryEntry> entries) {
        return new HistoryPicture(
                title,
                List.of("revision", "at (UTC)", "actor", "entity", "id", "what", "changed", "reason"),
                entries.stream().map(HistoryPicture::row).toList());
    }

    private static List<String> row(HistoryEntry entry) {
        var revision = entry.revision();
        return List.of(
                String.valueOf(revision.number()),
                TIME.format(revision.at()),
                text(revision.actor()),
                entry.entity()
                        .substring(Math.max(
                                        entry.entity().lastIndexOf('.'),
                                        entry.entity().lastIndexOf('$'))
                                + 1),
                text(entry.id()),
                entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                String.join(", ", entry.changed()),
                text(revision.reason()));
    }

    /**
     * A difference.
     *
     * @param title above it
     * @param diff of a history
     * @return the picture
     */
    public static HistoryPicture of(String title, StateDiff diff) {
        return new HistoryPicture(
                title,
                List.of("attribute", "revision " + diff.from(), "revision " + diff.to()),
                diff.changes().stream().map(HistoryPicture::row).toList());
    }

    private static List<String> row(AttributeChange change) {
        return change instanceof OfElements elements
                ? List.of(change.path(), signed("-", elements.removed()), signed("+", elements.added()))
                : List.of(change.path(), text(((OfValue) change).before()), text(((OfValue) change).after()));
    }

    private static String signed(String sign, List<Object> elements) {
        return elements.stream().map(element -> sign + text(element)).collect(Collectors.joining(", "));
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    /**
     * For a terminal: a table of aligned columns.
     *
     * @return lines, each with an end
     */
    public String text() {
        return new TextTable(columns, rows).draw(title);
    }

    /**
     * For a browser: a page that loads and runs nothing.
     *
     * @return the whole document
     */
    public String html() {
        return new HtmlPage(columns, rows).draw(title);
    }
}
