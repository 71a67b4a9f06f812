/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * The tables of an entity, and where its columns are. Envers gives a column of history the name it has in the table of the entity. Leans on
 * {@code persister/entity/AbstractEntityPersister} and {@code mutation/EntityTableMapping}.
 */
final class RowTables {

    /** How many rows a statement takes: below what databases take as parameters of one statement. */
    static final int CHUNK = 1_000;

    private final AbstractEntityPersister persister;
    private final Map<String, Place> columns = new LinkedHashMap<>();

    /**
     * Where a column is.
     *
     * @param table the place of its table
     * @param column its name, quoted if it has to be
     */
    record Place(int table, String column) {

        String sql() {
            return "e%d.%s".formatted(table, column);
        }
    }

    RowTables(AbstractEntityPersister persister) {
        this.persister = persister;
        var ids = persister.getIdentifierColumnNames();
        for (var id : ids) {
            columns.put(plain(id), new Place(0, keys(0).get(Arrays.asList(ids).indexOf(id))));
        }
        for (int table = 0; table < tables().length; table++) {
            for (var column : columnsOf(persister, tables()[table])) {
                columns.putIfAbsent(
                        plain(column.getSelectionExpression()), new Place(table, column.getSelectionExpression()));
            }
        }
    }

    /** The columns of attributes in one table; of a union, all: inherited ones say they are in that of the root. */
    static List<SelectableMapping> columnsOf(AbstractEntityPersister persister, EntityTableMapping table) {
        var found = new ArrayList<SelectableMapping>();
        var isOnly = persister.getTableMappings().length == 1;
        for (var attribute : table.getAttributeIndexes()) {
            persister.getAttributeMapping(attribute).forEachSelectable((index, column) -> {
                var isHere = isOnly || table.getTableName().equals(column.getContainingTableExpression());
                if (isHere && !column.isFormula()) {
                    found.add(column);
                }
            });
        }
        return found;
    }

    static String plain(String column) {
        return column.replaceAll("[`\"\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /** A condition for rows with some ids, whose parameters they are. */
    static String isOneOf(@Nullable String alias, List<String> keys, int ids) {
        var prefix = alias == null ? "" : alias + '.';
        if (keys.size() == 1) {
            return "%s%s in (%s)".formatted(prefix, keys.get(0), "?,".repeat(ids - 1) + '?');
        }
        var one = keys.stream().map(key -> prefix + key + "=?").collect(joining(" and ", "(", ")"));
        return ("(" + (one + " or ").repeat(ids - 1)) + one + ")";
    }

    private EntityTableMapping[] tables() {
        return persister.getTableMappings();
    }

    /** The columns of the identifier in one table, in the order of the identifier. */
    List<String> keys(int table) {
        return tables()[table].getKeyMapping().getKeyColumns().stream()
                .map(SelectableMapping::getSelectionExpression)
                .toList();
    }

    boolean has(String column) {
        return columns.containsKey(plain(column));
    }

    Place place(String column) {
        var place = columns.get(plain(column));
        if (place == null) {
            throw new IllegalStateException(
                    "%s has no column %s, which its history has".formatted(persister.getEntityName(), column));
        }
        return place;
    }

    /** The tables that have some columns, joined; secondary tables need not have the row. */
    String from(List<String> wanted) {
        Set<Integer> needed = new LinkedHashSet<>();
        needed.add(0);
        wanted.forEach(column -> needed.add(place(column).table()));
        return needed.stream()
                .map(table -> table == 0 ? tables()[0].getTableName() + " e0" : joined(table))
                .collect(joining());
    }

    private String joined(int table) {
        var first = keys(0);
        var keys = keys(table);
        var on = IntStream.range(0, keys.size())
                .mapToObj(part -> "e%d.%s=e0.%s".formatted(table, keys.get(part), first.get(part)))
                .collect(joining(" and "));
        var kind = tables()[table].isOptional() ? " left join " : " join ";
        return kind + tables()[table].getTableName() + " e" + table + " on " + on;
    }
}
