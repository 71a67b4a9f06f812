/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.PropertyData;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/** The columns in which Envers says which attributes an entry changes. Leans on {@code internal/entities/PropertyData}. */
final class ModifiedFlags {

    /** The columns of attributes by those of their flags; none where the attribute is a collection. */
    private final Map<String, List<String>> compared = new LinkedHashMap<>();

    /** The columns of each table of the history. */
    private final Map<String, List<String>> tables = new LinkedHashMap<>();

    /**
     * What an insert needs.
     *
     * @param columns the flags
     * @param values as many expressions
     * @param compared the columns they read
     */
    record Marks(List<String> columns, List<String> values, List<String> compared) {}

    static ModifiedFlags of(String entity, AbstractEntityPersister audit, EnversService envers) {
        var flags = new ModifiedFlags();
        @Nullable String name = entity;
        while (name != null) {
            var configuration = envers.getEntitiesConfigurations().get(name);
            if (configuration == null) {
                break;
            }
            configuration.getPropertyMapper().getProperties().keySet().forEach(data -> flags.add(data, audit));
            name = configuration.getParentEntityName();
        }
        flags.locate(audit);
        return flags;
    }

    private void add(PropertyData data, AbstractEntityPersister audit) {
        var names = Arrays.asList(audit.getPropertyNames());
        if (data.isUsingModifiedFlag() && names.contains(data.getModifiedFlagPropertyName())) {
            var columns = names.stream()
                    .filter(name -> name.equals(data.getName()) || name.startsWith(data.getName() + '_'))
                    .filter(name -> !name.equals(data.getModifiedFlagPropertyName()))
                    .flatMap(name -> Stream.of(audit.getPropertyColumnNames(name)))
                    .toList();
            compared.put(audit.getPropertyColumnNames(data.getModifiedFlagPropertyName())[0], columns);
        }
    }

    boolean isEmpty() {
        return compared.isEmpty();
    }

    boolean has(String column) {
        return compared.containsKey(column);
    }

    /** The flags in one table, which compare the row with the one before, if there is one. */
    Marks in(EntityTableMapping table, RowTables rows, @Nullable String before) {
        var marks = new Marks(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        compared.forEach((flag, columns) -> {
            var known = columns.stream().filter(rows::has).toList();
            if (belongs(flag, table)) {
                marks.columns.add(flag);
                marks.values.add(value(known, rows, before));
                marks.compared.addAll(known);
            }
        });
        return marks;
    }

    private boolean belongs(String flag, EntityTableMapping table) {
        return tables.getOrDefault(table.getTableName(), List.of()).contains(flag);
    }

    private void locate(AbstractEntityPersister audit) {
        for (var table : audit.getTableMappings()) {
            tables.put(
                    table.getTableName(),
                    RowTables.columnsOf(audit, table).stream()
                            .map(SelectableMapping::getSelectionExpression)
                            .toList());
        }
    }

    private static String value(List<String> columns, RowTables rows, @Nullable String before) {
        var differs = columns.stream()
                .map(column -> differs(column, rows.place(column).sql(), before))
                .collect(joining(" or "));
        return columns.isEmpty() ? "false" : "case when %s then true else false end".formatted(differs);
    }

    private static String differs(String column, String now, @Nullable String before) {
        if (before == null) {
            return now + " is not null";
        }
        var then = before + '.' + column;
        return "%1$s<>%2$s or (%1$s is null and %2$s is not null) or (%1$s is not null and %2$s is null)"
                .formatted(now, then);
    }
}
