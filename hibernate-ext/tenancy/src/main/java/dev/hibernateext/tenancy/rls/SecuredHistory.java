/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/**
 * The entities of Envers that tenants in rows can have, since row-level security keeps their rows apart. Envers knows no tenants,
 * so nothing else does.
 */
public final class SecuredHistory {

    /** Of the revisions Envers numbers by itself: a number and a time. */
    private static final String ENVERS = "org.hibernate.envers.";

    private SecuredHistory() {}

    /**
     * Finds them. There are none unless the factory has row-level security and its check refuses to start with holes.
     *
     * @param metadata the mappings of the factory
     * @param factory which is being built
     * @return names of entities
     */
    public static Set<String> of(Metadata metadata, SessionFactoryImplementor factory) {
        return RowLevelSecurityIntegrator.isEnforced(factory) ? found(metadata) : Set.of();
    }

    private static Set<String> found(Metadata metadata) {
        var secured = TenantTables.in(metadata, Table::getName).keySet();
        return metadata.getEntityBindings().stream()
                .filter(entity -> isRevision(entity) || isFollowed(entity, secured))
                .map(PersistentClass::getEntityName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isRevision(PersistentClass entity) {
        return entity.hasPojoRepresentation() && entity.getClassName().startsWith(ENVERS);
    }

    private static boolean isFollowed(PersistentClass entity, Set<Table> secured) {
        return !entity.hasPojoRepresentation() && secured.containsAll(tables(entity));
    }

    private static Set<Table> tables(PersistentClass entity) {
        var tables = new HashSet<Table>();
        Stream.concat(Stream.of(entity), entity.getSubclassClosure().stream()).forEach(type -> {
            tables.add(type.getTable());
            type.getJoins().stream().map(Join::getTable).forEach(tables::add);
        });
        return tables;
    }
}
