/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.InsertCoordinatorStandard;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.jspecify.annotations.Nullable;

/**
 * The table of an entity whose rows PostgreSQL can be sent as arrays, one for each column, in one statement. Safe for use by many
 * threads.
 *
 * <p>What Hibernate would insert is taken from its own statement, which must have nothing but parameters: no literals of
 * discriminators, no expressions of columns, nothing the database generates, no second table.
 */
final class ArrayTable {

    private static final Pattern INSERT =
            Pattern.compile("insert into (\\S+) \\(([^()]+)\\) values \\((\\?(?:,\\?)*)\\)");

    private final EntityPersister persister;
    private final String name;
    private final List<ArrayColumn> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    private ArrayTable(EntityPersister persister, String name, List<ArrayColumn> columns) {
        this.persister = persister;
        this.name = name;
        this.columns = columns;
        for (var column : columns) {
            positions.put(column.name(), positions.size());
        }
    }

    /** The table of an entity, or null if its rows are to be bound one by one. */
    static @Nullable ArrayTable find(EntityPersister persister) {
        return isPlain(persister) ? ofStatement(persister) : null;
    }

    private static boolean isPlain(EntityPersister persister) {
        return persister.getFactory().getJdbcServices().getDialect() instanceof PostgreSQLDialect
                && persister.getInsertCoordinator().getClass() == InsertCoordinatorStandard.class
                && !persister.isDynamicInsert()
                && !persister.hasMultipleTables()
                && !persister.hasOwnedCollections()
                && !persister.isIdentifierAssignedByInsert()
                && !persister.hasInsertGeneratedProperties()
                && !dependsOnDatabase(persister);
    }

    private static boolean dependsOnDatabase(EntityPersister persister) {
        for (var generator : persister.getGenerators()) {
            if (isOfDatabase(generator)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfDatabase(@Nullable Generator generator) {
        return generator != null && generator.generatesOnInsert() && generator.generatedOnExecution();
    }

    private static @Nullable ArrayTable ofStatement(EntityPersister persister) {
        var group = persister.getInsertCoordinator().getStaticMutationOperationGroup();
        if (group == null
                || group.getNumberOfOperations() != 1
                || !(group.getOperation(0) instanceof PreparableMutationOperation operation)) {
            return null;
        }
        var insert = INSERT.matcher(operation.getSqlString());
        if (!insert.matches()) {
            return null;
        }
        var columns = columns(persister, insert.group(2).split(","));
        return columns == null ? null : new ArrayTable(persister, insert.group(1), columns);
    }

    private static @Nullable List<ArrayColumn> columns(EntityPersister persister, String[] names) {
        var mapped = mapped(persister);
        var columns = new ArrayList<ArrayColumn>();
        for (var name : names) {
            var column = mapped.get(name.strip());
            var kind = column == null ? null : ArrayKind.of(column.getJdbcMapping());
            if (column == null || kind == null) {
                return null;
            }
            columns.add(new ArrayColumn(name.strip(), kind, column.getJdbcMapping()));
        }
        return columns;
    }

    private static Map<String, SelectableMapping> mapped(EntityPersister persister) {
        var mapped = new HashMap<String, SelectableMapping>();
        persister
                .getIdentifierMapping()
                .forEachSelectable((index, column) -> mapped.put(column.getSelectionExpression(), column));
        persister.getAttributeMappings().forEach(attribute -> {
            if (!(attribute instanceof PluralAttributeMapping)) {
                attribute.forEachSelectable((index, column) -> mapped.put(column.getSelectionExpression(), column));
            }
        });
        return mapped;
    }

    EntityPersister persister() {
        return persister;
    }

    String name() {
        return name;
    }

    List<ArrayColumn> columns() {
        return columns;
    }

    /** Where a column is in the statement; null if it is not inserted. */
    @Nullable
    Integer position(String column) {
        return positions.get(column);
    }

    /** The statement without what comes after the rows. */
    String insert() {
        return "insert into %s (%s) select * from unnest(%s)"
                .formatted(
                        name,
                        columns.stream().map(ArrayColumn::name).collect(Collectors.joining(",")),
                        columns.stream().map(ArrayColumn::parameter).collect(Collectors.joining(",")));
    }
}
