/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;

/** What Envers keeps of the entities of one factory. Safe for use by many threads. */
final class AuditedTypes {

    private final EnversService envers;
    private final SessionFactoryImplementor factory;
    private final Map<String, AuditedType> types = new ConcurrentHashMap<>();

    AuditedTypes(EnversService envers, SessionFactoryImplementor factory) {
        this.envers = envers;
        this.factory = factory;
    }

    AuditedType of(String entity) {
        var known = types.get(entity);
        return known != null ? known : types.computeIfAbsent(entity, name -> AuditedType.of(name, envers, factory));
    }

    /** In a hierarchy, Envers says of each row which entity it tells of. */
    AuditedType ofRow(Map<?, ?> row, String asked) {
        var actual = envers.getEntitiesConfigurations()
                .getEntityNameForVersionsEntityName(String.valueOf(row.get("$type$")));
        return of(actual == null ? asked : actual);
    }

    /** What is kept of an entity and of its subclasses. */
    List<AuditedType> hierarchy(String entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity).getSubclassEntityNames().stream()
                .sorted()
                .filter(name -> envers.getEntitiesConfigurations().get(name) != null)
                .map(this::of)
                .toList();
    }
}
