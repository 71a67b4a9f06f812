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
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.InsertCoordinatorStandard;
import org.hibernate.sql.model.PreparableMutationOperation;
import org.jspecify.annotations.Nullable;

/**
 * The table of an entity whose rows PostgreSQL can be sent in its binary formats, as arrays of one statement or by COPY. Safe for use by
 * many threads.
 *
 * <p>What Hibernate would insert is taken from its own statement, which must have nothing but parameters: no literals of
 * discriminators, no expressions of columns, nothing the database generates, no second table.
 */
final class PlainTable {

    private static final Pattern INSERT =
            Pattern.compile("insert into (\\S+) \\(([^()]+)\\) values \\((\\?(?:,\\?)*)\\)");

    private final EntityPersister persister;
    private final String name;
    private final List<PlainColumn> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    private PlainTable(EntityPersister persister, String name, List<PlainColumn> columns) {
        this.persister = persister;
        this.name = name;
        this.columns = columns;
        for (var column : columns) {
            positions.put(column.name(), positions.size());
        }
    }

    /** The table of an entity, or null if its rows are to be bound one by one. */
    static @Nullable PlainTable find(EntityPersister persister, SharedSessionContractImplementor session) {
        return isPlain(persister) && Drivers.isPostgresqlBehind(session) ? ofStatement(persister) : null;
    }

    private static boolean isPlain(EntityPersister persister) {
        return persister.getFactory().getJdbcServices().getDialect() instanceof PostgreSQLDialect
                && persister.getInsertCoordinator().getClass() == InsertCoordinatorStandard.class
                && !persister.isDynamicInsert()
                && !persister.hasMultipleTables()
                && !persister.hasOwnedCollections()
                && !persister.isIdentifierAssignedByInsert()
                && !persister.hasInsertGeneratedProperties()
                && !dependsOnDatabase(persister)
                && !(TenantAttributes.has(persister) && refersToItself(persister));
    }

    /** A row that refers to one of the same chunk is known to refer to its tenant's when that one is there. */
    private static boolean refersToItself(EntityPersister persister) {
        var refers = new boolean[1];
        persister.forEachAttributeMapping(
                (AttributeMapping attribute) -> refers[0] |= attribute instanceof EntityAssociationMapping association
                        && association
                                .getAssociatedEntityMappingType()
                                .getRootEntityDescriptor()
                                .equals(persister.getRootEntityDescriptor()));
        return refers[0];
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

    private static @Nullable PlainTable ofStatement(EntityPersister persister) {
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
        return columns == null ? null : new PlainTable(persister, insert.group(1), columns);
    }

    private static @Nullable List<PlainColumn> columns(EntityPersister persister, String[] names) {
        var mapped = mapped(persister);
        var columns = new ArrayList<PlainColumn>();
        for (var name : names) {
            var column = mapped.get(name.strip());
            var kind = column == null ? null : ColumnKind.of(column.getJdbcMapping());
            if (column == null || kind == null) {
                return null;
            }
            columns.add(new PlainColumn(name.strip(), kind, column.getJdbcMapping(), path(persister, column)));
        }
        return columns;
    }

    private static String path(EntityPersister persister, SelectableMapping column) {
        return column instanceof ModelPart part
                ? part.getNavigableRole()
                        .getFullPath()
                        .substring(persister.getNavigableRole().getFullPath().length() + 1)
                : column.getSelectableName();
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

    List<PlainColumn> columns() {
        return columns;
    }

    /** Where a column is in the statement; null if it is not inserted. */
    @Nullable
    Integer position(String column) {
        return positions.get(column);
    }

    /** The attributes in a column named as in the catalogue. */
    List<String> attributes(String stored) {
        return columns.stream()
                .filter(column -> column.storedName().equals(stored))
                .map(PlainColumn::attribute)
                .toList();
    }

    String columnNames() {
        return columns.stream().map(PlainColumn::name).collect(Collectors.joining(","));
    }

    /** The statement without what comes after the rows. */
    String insert() {
        return "insert into %s (%s) select * from unnest(%s)"
                .formatted(
                        name,
                        columnNames(),
                        columns.stream().map(PlainColumn::parameter).collect(Collectors.joining(",")));
    }
}
