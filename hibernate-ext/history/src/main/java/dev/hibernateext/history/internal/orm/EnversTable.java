/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.retention.RetentionTable;
import dev.hibernateext.history.retention.RetentionTable.Paths;
import dev.hibernateext.history.retention.RetentionTable.Reader;
import dev.hibernateext.history.retention.RetentionTable.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.id.IdMapper;
import org.hibernate.envers.internal.entities.mapper.id.QueryParameterData;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one hierarchy, as retention sees them.
 *
 * @param entity the root
 * @param envers keeps the history
 * @param factory has the entities of rows
 */
record EnversTable(AuditedEntity entity, EnversService envers, SessionFactoryImplementor factory) {

    private Configuration config() {
        return envers.getConfig();
    }

    RetentionTable rows() {
        var parameters = new LinkedHashMap<String, Object>();
        var condition = entity.scope().and("e", entity, parameters);
        var key = entity.ids("e").stream().map(path -> path.substring(2)).toList();
        var table = entity.table();
        return new RetentionTable(
                table,
                false,
                paths(table, key, List.of(), key),
                new Scope(condition, parameters),
                entity.isSoftDeletable(),
                reader(entity.own().configuration().getIdMapper()));
    }

    RetentionTable elements(AuditedType.OwnedElements elements) {
        var table = elements.entity();
        var owner = owner(elements);
        return new RetentionTable(
                table,
                true,
                paths(table, key(table), data(table), owner),
                scope(owner),
                false,
                reader(elements.owner().getPrefixedMapper()));
    }

    private Paths paths(String table, List<String> key, List<String> more, List<String> owner) {
        var end = config().getRevisionEndFieldName();
        var ends = Arrays.asList(persister(table).getPropertyNames()).contains(end);
        return new Paths(
                key,
                more,
                owner,
                config().getOriginalIdPropertyName() + '.' + config().getRevisionFieldName(),
                config().getRevisionNumberPath(),
                ends ? end + ".id" : null,
                operation(table));
    }

    /** In tables of elements, what was done is part of the key. */
    private String operation(String table) {
        var name = config().getRevisionTypePropertyName();
        return inKey(table).toList().contains(name) ? config().getOriginalIdPropertyName() + '.' + name : name;
    }

    private Stream<String> inKey(String table) {
        return Arrays.stream(((ComponentType) persister(table).getIdentifierType()).getPropertyNames());
    }

    /** An embeddable has another ordinal in each revision. */
    private List<String> key(String table) {
        var others = Set.of(
                config().getRevisionFieldName(),
                config().getRevisionTypePropertyName(),
                config().getEmbeddableSetOrdinalPropertyName());
        return inKey(table)
                .filter(name -> !others.contains(name))
                .map(name -> config().getOriginalIdPropertyName() + '.' + name)
                .toList();
    }

    private List<String> data(String table) {
        // without an end of validity it has no name either
        var others = Arrays.asList(
                config().getRevisionTypePropertyName(),
                config().getRevisionEndFieldName(),
                config().getRevisionEndTimestampFieldName());
        var persister = persister(table);
        return IntStream.range(0, persister.getPropertyNames().length)
                .filter(i -> !others.contains(persister.getPropertyNames()[i]))
                .boxed()
                .flatMap(i -> persister.getPropertyTypes()[i] instanceof ComponentType component
                        ? Arrays.stream(component.getPropertyNames())
                                .map(name -> persister.getPropertyNames()[i] + '.' + name)
                        : Stream.of(persister.getPropertyNames()[i]))
                .toList();
    }

    private List<String> owner(AuditedType.OwnedElements elements) {
        var name = elements.owner().getEntityName();
        var prefix = name.substring(name.lastIndexOf('.') + 1) + '_';
        return entity.own().idNames(config().getRevisionFieldName()).stream()
                .map(part -> config().getOriginalIdPropertyName() + '.' + prefix + part)
                .toList();
    }

    /** Whose an element is, a row of its owner tells. */
    private Scope scope(List<String> owner) {
        var parameters = new LinkedHashMap<String, Object>();
        var condition = entity.scope().and("o", entity, parameters);
        if (condition.isEmpty()) {
            return new Scope("", parameters);
        }
        var ids = entity.ids("o");
        var same = IntStream.range(0, owner.size())
                .mapToObj(i -> ids.get(i) + " = e." + owner.get(i))
                .toList();
        return new Scope(
                " and exists (select 1 from %s o where %s%s)"
                        .formatted(entity.table(), String.join(" and ", same), condition),
                parameters);
    }

    private Reader reader(IdMapper ids) {
        return new Reader(
                entity.deletion(),
                row -> Objects.requireNonNull(ids.mapToIdFromMap(originalId(row))),
                id -> ids.mapToQueryParametersFromId(id).stream()
                        .collect(Collectors.toMap(
                                part -> part.getProperty(config().getOriginalIdPropertyName()),
                                QueryParameterData::getValue)),
                this::operationOf,
                this::values,
                revision -> entity.revisions().read(revision));
    }

    private String operationOf(Map<?, ?> row) {
        var name = config().getRevisionTypePropertyName();
        var own = row.get(name);
        return String.valueOf(own == null ? originalId(row).get(name) : own);
    }

    private Map<?, ?> originalId(Map<?, ?> row) {
        return Objects.requireNonNull((Map<?, ?>) row.get(config().getOriginalIdPropertyName()));
    }

    /** The revision that recorded a row is told apart from its values. */
    private Map<String, @Nullable Object> values(Map<?, ?> row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        Stream.of(originalId(row), row)
                .forEach(part -> part.forEach((name, value) -> {
                    if (value instanceof Map<?, ?> nested && !name.equals(config().getOriginalIdPropertyName())) {
                        nested.forEach((inner, innerValue) -> values.put(name + "." + inner, innerValue));
                    } else if (!(value instanceof Map) && isValue(String.valueOf(name))) {
                        values.put(String.valueOf(name), value);
                    }
                }));
        return values;
    }

    private boolean isValue(String name) {
        return !name.equals("$type$")
                && !name.equals(config().getRevisionFieldName())
                && !name.equals(config().getRevisionEndFieldName())
                && !name.equals(config().getRevisionTypePropertyName());
    }

    private EntityPersister persister(String table) {
        return factory.getMappingMetamodel().getEntityDescriptor(table);
    }
}
