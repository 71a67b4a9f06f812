/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * A table of an entity, and the one of its rows in Hibernate's own log, whose columns have the same names. Leans on {@code
 * persister/entity/mutation/AbstractAuditCoordinator}, which writes the same rows from values.
 */
final class LogTable {

    private final AbstractEntityPersister entity;
    private final String table;
    private final String log;
    private final List<String> keys;
    private final Map<AttributeMapping, List<SelectableMapping>> columns = new LinkedHashMap<>();
    private final SelectableMapping changeset;
    private final @Nullable SelectableMapping type;
    private final @Nullable SelectableMapping end;
    private final @Nullable String kind;

    LogTable(AbstractEntityPersister entity, EntityTableMapping table, List<String> keys) {
        var mapping = Objects.requireNonNull(entity.getAuditMapping());
        this.entity = entity;
        this.table = table.getTableName();
        this.log = mapping.resolveTableName(this.table);
        this.keys = keys;
        this.changeset = mapping.getChangesetIdMapping(this.table);
        this.type = mapping.getModificationTypeMapping(this.table);
        this.end = mapping.getInvalidatingChangesetIdMapping(this.table);
        this.kind = table.isIdentifierTable() ? discriminator(entity) : null;
        for (var attribute : table.getAttributeIndexes()) {
            if (!entity.isPropertyAuditedExcluded(attribute)) {
                add(entity.getAttributeMapping(attribute));
            }
        }
    }

    private static @Nullable String discriminator(AbstractEntityPersister entity) {
        var mapping = entity.getDiscriminatorMapping();
        return mapping != null && mapping.hasPhysicalColumn() && !mapping.isFormula()
                ? mapping.getSelectionExpression()
                : null;
    }

    private void add(AttributeMapping attribute) {
        if (!(attribute instanceof PluralAttributeMapping)) {
            var own = new ArrayList<SelectableMapping>();
            attribute.forEachSelectable((index, column) -> {
                if (!column.isFormula() && column.isInsertable()) {
                    own.add(column);
                }
            });
            columns.put(attribute, own);
        }
    }

    /** The number of the transaction that wrote a row. */
    SelectableMapping changeset() {
        return changeset;
    }

    /** What was done, in tables that keep it. */
    @Nullable
    SelectableMapping type() {
        return type;
    }

    /** The number of the transaction that ended a row, in tables that keep it. */
    @Nullable
    SelectableMapping end() {
        return end;
    }

    /** Ends earlier rows; parameters are the number, the ids, and the number. */
    String ending(int ids) {
        var ended = Objects.requireNonNull(end).getSelectionExpression();
        return "update %s set %s=? where %s and %s<>? and %2$s is null"
                .formatted(log, ended, RowTables.isOneOf(null, keys, ids), changeset.getSelectionExpression());
    }

    /** Says of rows of a transaction that something else was done; parameters are the type, the number, the type it was, and the ids. */
    String retyping(int ids) {
        return "update %s set %2$s=? where %3$s=? and %2$s=? and %4$s"
                .formatted(
                        log,
                        Objects.requireNonNull(type).getSelectionExpression(),
                        changeset.getSelectionExpression(),
                        RowTables.isOneOf(null, keys, ids));
    }

    /** Copies rows as they are; parameters are the number, the type if it is kept, and the ids. */
    String copying(int ids) {
        var copied = Stream.of(keys.stream(), names(), Stream.ofNullable(kind))
                .flatMap(each -> each)
                .toList();
        return "insert into %s (%s,%s) select %s,%s from %s e where %s"
                .formatted(
                        log,
                        own(),
                        String.join(",", copied),
                        parameters(ownCount()),
                        copied.stream().map(column -> "e." + column).collect(joining(",")),
                        table,
                        RowTables.isOneOf("e", keys, ids));
    }

    /** Inserts one row; parameters are the number, the type if it is kept, the id, and the values. */
    String inserting() {
        var names = Stream.concat(keys.stream(), names()).toList();
        var known = Stream.ofNullable(kind).toList();
        return "insert into %s (%s,%s) values (%s%s)"
                .formatted(
                        log,
                        own(),
                        Stream.concat(names.stream(), known.stream()).collect(joining(",")),
                        parameters(ownCount() + names.size()),
                        known.isEmpty() ? "" : "," + entity.getDiscriminatorSQLValue());
    }

    private String own() {
        return Stream.of(changeset, type)
                .filter(Objects::nonNull)
                .map(SelectableMapping::getSelectionExpression)
                .collect(joining(","));
    }

    private int ownCount() {
        return type == null ? 1 : 2;
    }

    private Stream<String> names() {
        return columns.values().stream().flatMap(List::stream).map(SelectableMapping::getSelectionExpression);
    }

    private static String parameters(int count) {
        return "?,".repeat(count - 1) + '?';
    }

    /** Gives an insert the values of a row. */
    void bind(Object[] values, AuditSql.Parameters parameters, SharedSessionContractImplementor session)
            throws SQLException {
        for (var attribute : columns.entrySet()) {
            var value = values[attribute.getKey().getStateArrayPosition()];
            var parts = new LinkedHashMap<String, @Nullable Object>();
            attribute
                    .getKey()
                    .decompose(
                            value, (index, part, column) -> parts.put(column.getSelectionExpression(), part), session);
            for (var column : attribute.getValue()) {
                parameters.add(parts.get(column.getSelectionExpression()), column.getJdbcMapping());
            }
        }
    }
}
