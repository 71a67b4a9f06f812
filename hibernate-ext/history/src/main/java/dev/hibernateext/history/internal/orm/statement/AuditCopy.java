/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The statements that give rows of one entity their entries: columns of its tables, copied to those of its history by their names. */
final class AuditCopy {

    private final AbstractEntityPersister entity;
    private final AbstractEntityPersister audit;
    private final AbstractEntityPersister revision;
    private final Configuration config;
    private final RowTables rows;
    private final ModifiedFlags flags;

    private AuditCopy(
            AbstractEntityPersister entity,
            AbstractEntityPersister audit,
            AbstractEntityPersister revision,
            EnversService envers) {
        this.entity = entity;
        this.audit = audit;
        this.revision = revision;
        this.config = envers.getConfig();
        this.rows = new RowTables(entity);
        this.flags = ModifiedFlags.of(entity.getEntityName(), audit, envers);
    }

    static AuditCopy of(String entityName, EnversService envers, SessionFactoryImplementor factory) {
        var config = envers.getConfig();
        return new AuditCopy(
                persister(entityName, factory),
                persister(config.getAuditEntityName(entityName), factory),
                persister(config.getRevisionInfo().getRevisionInfoEntityName(), factory),
                envers);
    }

    private static AbstractEntityPersister persister(String name, SessionFactoryImplementor factory) {
        return (AbstractEntityPersister) factory.getMappingMetamodel().getEntityDescriptor(name);
    }

    AbstractEntityPersister entity() {
        return entity;
    }

    AbstractEntityPersister audit() {
        return audit;
    }

    AbstractEntityPersister revision() {
        return revision;
    }

    boolean hasFlags() {
        return !flags.isEmpty();
    }

    /** One statement for each table of the history; parameters are the revision, once more if there are flags, and the ids. */
    List<String> inserts(RowChange change, int ids) {
        return Stream.of(audit.getTableMappings())
                .map(table -> insert(table, change, ids))
                .toList();
    }

    private String insert(EntityTableMapping table, RowChange change, int ids) {
        var targets = new ArrayList<String>();
        var sources = new ArrayList<String>();
        keys(table, targets, sources);
        var data = data(table);
        data.forEach(column -> {
            targets.add(column);
            sources.add(rows.place(column).sql());
        });
        fixed(table, change, targets, sources);
        var before = change == RowChange.INSERT ? null : "p";
        var marks = flags.in(table, rows, before);
        targets.addAll(marks.columns());
        sources.addAll(marks.values());
        return "insert into %s (%s) select %s from %s join %s r on r.%s=?%s where %s"
                .formatted(
                        table.getTableName(),
                        String.join(",", targets),
                        String.join(",", sources),
                        rows.from(Stream.concat(data.stream(), marks.compared().stream())
                                .toList()),
                        revision.getTableName(),
                        revision.getIdentifierColumnNames()[0],
                        before == null || marks.columns().isEmpty() ? "" : earlier(table),
                        RowTables.isOneOf("e0", rows.keys(0), ids));
    }

    /** The identifier and the number of the revision. */
    private void keys(EntityTableMapping table, List<String> targets, List<String> sources) {
        var names = audit.getIdentifierColumnNames();
        var keys = keys(table);
        for (int part = 0; part < names.length; part++) {
            targets.add(keys.get(part));
            sources.add(
                    isNumber(names[part])
                            ? "r." + revision.getIdentifierColumnNames()[0]
                            : rows.place(names[part]).sql());
        }
    }

    private static List<String> keys(EntityTableMapping table) {
        return table.getKeyMapping().getKeyColumns().stream()
                .map(SelectableMapping::getSelectionExpression)
                .toList();
    }

    private boolean isNumber(String column) {
        return column.equals(number());
    }

    private String number() {
        return audit.toColumns(config.getRevisionNumberPath())[0];
    }

    /** What the history has of the entity; the type of the revision, its end and marks of changes are not among it. */
    private List<String> data(EntityTableMapping table) {
        var own = ownColumns();
        return RowTables.columnsOf(audit, table).stream()
                .map(SelectableMapping::getSelectionExpression)
                .distinct()
                .filter(column -> !own.contains(column) && !flags.has(column) && rows.has(column))
                .toList();
    }

    private List<String> ownColumns() {
        return Stream.of(
                        config.getRevisionTypePropertyName(),
                        config.getRevisionEndFieldName(),
                        config.getRevisionEndTimestampFieldName())
                .filter(this::hasProperty)
                .flatMap(name -> Stream.of(audit.getPropertyColumnNames(name)))
                .toList();
    }

    private boolean hasProperty(String name) {
        return Arrays.asList(audit.getPropertyNames()).contains(name);
    }

    private void fixed(EntityTableMapping table, RowChange change, List<String> targets, List<String> sources) {
        var type = audit.getPropertyColumnNames(config.getRevisionTypePropertyName())[0];
        if (RowTables.columnsOf(audit, table).stream()
                .anyMatch(column -> column.getSelectionExpression().equals(type))) {
            targets.add(type);
            sources.add(String.valueOf(change.number()));
        }
        var kind = audit.getDiscriminatorMapping();
        if (kind != null
                && kind.hasPhysicalColumn()
                && !kind.isFormula()
                && table.getTableName().equals(kind.getContainingTableExpression())) {
            targets.add(kind.getSelectionExpression());
            sources.add(audit.getDiscriminatorSQLValue());
        }
    }

    /** The entry before, which tells what has changed. */
    private String earlier(EntityTableMapping table) {
        var own = keys(table);
        var number = own.get(Arrays.asList(audit.getIdentifierColumnNames()).indexOf(number()));
        var on = same("p", own, number);
        var last = same("q", own, number);
        return " left join %1$s p on %2$s and p.%3$s=(select max(q.%3$s) from %1$s q where %4$s and q.%3$s<r.%5$s)"
                .formatted(table.getTableName(), on, number, last, revision.getIdentifierColumnNames()[0]);
    }

    private String same(String alias, List<String> keys, String number) {
        var names = audit.getIdentifierColumnNames();
        var parts = new ArrayList<String>();
        for (int part = 0; part < names.length; part++) {
            if (!keys.get(part).equals(number)) {
                parts.add("%s.%s=%s"
                        .formatted(
                                alias, keys.get(part), rows.place(names[part]).sql()));
            }
        }
        return String.join(" and ", parts);
    }

    /** Ends the validity of earlier entries; parameters are the revision, its time if that is kept, the ids, the revision. */
    @Nullable
    String end(boolean withTime, int ids) {
        var end = config.getRevisionEndFieldName();
        if (!hasProperty(end)) {
            return null;
        }
        var table = tableOf(audit.getPropertyColumnNames(end)[0]);
        var column = audit.getPropertyColumnNames(end)[0];
        var time = withTime
                ? ",%s=?".formatted(audit.getPropertyColumnNames(config.getRevisionEndTimestampFieldName())[0])
                : "";
        var keys = keys(table);
        var number = keys.get(Arrays.asList(audit.getIdentifierColumnNames()).indexOf(number()));
        return "update %s set %s=?%s where %s and %s<>? and %s is null"
                .formatted(
                        table.getTableName(), column, time, RowTables.isOneOf(null, idKeys(keys), ids), number, column);
    }

    Type typeOfEndTime() {
        var names = Arrays.asList(audit.getPropertyNames());
        return audit.getPropertyTypes()[names.indexOf(config.getRevisionEndTimestampFieldName())];
    }

    boolean keepsTimeOfEnd() {
        return hasProperty(config.getRevisionEndTimestampFieldName());
    }

    /** The numbers of parts of the identifier in the order of the entity. */
    private List<String> idKeys(List<String> keys) {
        var names = Stream.of(audit.getIdentifierColumnNames())
                .map(RowTables::plain)
                .toList();
        return Stream.of(entity.getIdentifierColumnNames())
                .map(name -> keys.get(names.indexOf(RowTables.plain(name))))
                .toList();
    }

    private EntityTableMapping tableOf(String column) {
        return Stream.of(audit.getTableMappings())
                .filter(table -> RowTables.columnsOf(audit, table).stream()
                        .anyMatch(mapped -> mapped.getSelectionExpression().equals(column)))
                .findFirst()
                .orElseThrow();
    }

    /** Removes entries of the revision itself; parameters are the revision and the ids. Tables of subclasses come first. */
    List<String> removals(int ids) {
        var statements = new ArrayList<String>();
        for (var table : audit.getTableMappings()) {
            var keys = keys(table);
            var number =
                    keys.get(Arrays.asList(audit.getIdentifierColumnNames()).indexOf(number()));
            statements.add(
                    0,
                    "delete from %s where %s=? and %s"
                            .formatted(table.getTableName(), number, RowTables.isOneOf(null, idKeys(keys), ids)));
        }
        return statements;
    }

    /** Which of some rows were there, as their history has it; parameters are the ids. */
    String present(int ids) {
        var table = Objects.requireNonNull(audit.getTableMappings())[0];
        var keys = keys(table);
        var number = keys.get(Arrays.asList(audit.getIdentifierColumnNames()).indexOf(number()));
        var own = idKeys(keys);
        var type = audit.getPropertyColumnNames(config.getRevisionTypePropertyName())[0];
        var same = own.stream().map(key -> "q.%1$s=a.%1$s".formatted(key)).collect(joining(" and "));
        return "select %s from %2$s a where %3$s and a.%4$s<>2 and a.%5$s=(select max(q.%5$s) from %2$s q where %6$s)"
                .formatted(
                        own.stream().map(key -> "a." + key).collect(joining(",")),
                        table.getTableName(),
                        RowTables.isOneOf("a", own, ids),
                        type,
                        number,
                        same);
    }
}
