/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.internal.orm.RecordedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What Hibernate keeps of one entity. The names of values are their paths. */
final class LoggedType implements RecordedType {

    private final EntityPersister persister;
    private final Map<String, List<String>> values = new TreeMap<>();
    private final Map<String, LoggedValue> named = new HashMap<>();
    private final Map<String, LoggedCollection> collections;
    private final Map<String, PluralAttributeMapping> plurals;
    private final List<LoggedValue> id;

    private LoggedType(EntityPersister persister, LoggedAttributes attributes) {
        this.persister = persister;
        this.id = LoggedAttributes.id(persister.getIdentifierMapping());
        this.collections = attributes.collections;
        this.plurals = attributes.plurals;
        attributes.values.forEach((path, parts) -> {
            values.put(path, parts.stream().map(LoggedValue::path).toList());
            parts.forEach(part -> named.put(part.path(), part));
        });
    }

    static LoggedType of(EntityPersister persister) {
        if (persister.getAuditMapping() == null) {
            throw NotRecordedException.entity(persister.getEntityName());
        }
        return new LoggedType(persister, LoggedAttributes.of(persister));
    }

    EntityPersister persister() {
        return persister;
    }

    @Override
    public String entity() {
        return persister.getEntityName();
    }

    @Override
    public Map<String, List<String>> values() {
        return values;
    }

    Set<String> names() {
        return named.keySet();
    }

    LoggedValue named(String name) {
        return Objects.requireNonNull(named.get(name));
    }

    @Override
    public Set<String> collectionPaths() {
        return collections.keySet();
    }

    Map<String, LoggedCollection> collections() {
        return collections;
    }

    /** How those collections are mapped. */
    Map<String, PluralAttributeMapping> plurals() {
        return plurals;
    }

    /** The parts of the id. */
    List<LoggedValue> id() {
        return id;
    }

    @Override
    public boolean isEqual(String name, @Nullable Object one, @Nullable Object other) {
        return named(name).isEqual(one, other);
    }
}
