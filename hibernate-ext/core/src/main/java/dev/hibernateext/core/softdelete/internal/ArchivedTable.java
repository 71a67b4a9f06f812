/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table and its archive, as SQL names them. The archive has the same columns, without constraints, and two more.
 *
 * @param name the table
 * @param archive the table its rows are moved to
 * @param columns those with values of their own, with their types
 * @param key the columns that hold the identifier of the entity; none for collections
 * @param tenant the column of the tenant, empty if there is none
 */
public record ArchivedTable(String name, String archive, List<Column> columns, List<String> key, String tenant) {

    /** The column that tells what was archived together. */
    public static final String ARCHIVE_ID = "archive_id";

    /** The column that tells when. */
    public static final String ARCHIVED_AT = "archived_at";

    /** Copies the lists. */
    public ArchivedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The statement that creates the archive. */
    public String create(String create, String idType, String timeType) {
        return columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(
                        ", ",
                        create + " " + archive + " (",
                        ", %s %s, %s %s)".formatted(ARCHIVE_ID, idType, ARCHIVED_AT, timeType)));
    }

    /** The statement that copies rows to the archive; the condition and two values are to be added. */
    public String copy(String condition, int idParameter) {
        return "insert into %s (%s, %s, %s) select %2$s, ?%d, ?%d from %s where %s"
                .formatted(archive, names(), ARCHIVE_ID, ARCHIVED_AT, idParameter, idParameter + 1, name, condition);
    }

    /** The statement that inserts a row into the archive: its values, then two more. */
    public String insert(List<String> names) {
        var parameters = IntStream.rangeClosed(1, names.size() + 2)
                .mapToObj(index -> "?" + index)
                .collect(Collectors.joining(", "));
        return names.stream()
                .map(name -> name + ", ")
                .collect(Collectors.joining(
                        "",
                        "insert into " + archive + " (",
                        "%s, %s) values (%s)".formatted(ARCHIVE_ID, ARCHIVED_AT, parameters)));
    }

    /** The statement that copies rows back, with columns left empty. */
    public String copyBack(List<String> emptied) {
        var values = columns.stream()
                .map(Column::name)
                .map(column -> emptied.contains(column) ? "null" : column)
                .collect(Collectors.joining(", "));
        return "insert into %s (%s) select %s from %s where %s = ?1"
                .formatted(name, names(), values, archive, ARCHIVE_ID);
    }

    /** The statement that fills columns left empty. */
    public String fill(List<String> emptied) {
        var assignments = emptied.stream()
                .map(column -> "%1$s = (select a.%1$s from %2$s a where a.%3$s = ?1 and %4$s)"
                        .formatted(column, archive, ARCHIVE_ID, sameKey()))
                .collect(Collectors.joining(", "));
        return "update %s set %s where exists (select 1 from %s a where a.%s = ?1 and %s)"
                .formatted(name, assignments, archive, ARCHIVE_ID, sameKey());
    }

    /** The query for rows of the archive whose identifier another row of the table has. */
    public String occupied() {
        return "select count(*) from %s a where a.%s = ?1 and exists (select 1 from %s where %s)"
                .formatted(archive, ARCHIVE_ID, name, sameKey());
    }

    private String sameKey() {
        return key.stream()
                .map(column -> "a.%2$s = %1$s.%2$s".formatted(name, column))
                .collect(Collectors.joining(" and "));
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /**
     * A column.
     *
     * @param name as SQL writes it
     * @param type as DDL writes it
     */
    public record Column(String name, String type) {}
}
