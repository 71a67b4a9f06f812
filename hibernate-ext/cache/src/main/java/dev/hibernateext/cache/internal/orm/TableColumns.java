/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What has to be known of a table to say which columns a write changes.
 *
 * @param versions the columns of versions
 * @param filled those the database fills at any write
 * @param isMapped whether it belongs to entities
 * @param isGenerated whether the database computes an attribute at updates, by a trigger perhaps that does other things as well
 * @param isKeptByVersion whether its rows are those of one entity and its subclasses, whose version each update raises
 * @param keys the columns whose values tell rows apart, with their classes
 */
record TableColumns(
        Set<String> versions,
        Set<String> filled,
        boolean isMapped,
        boolean isGenerated,
        boolean isKeptByVersion,
        Map<String, Class<?>> keys) {

    static TableColumns of(String space, MappedColumns mapped, SessionFactoryImplementor factory) {
        var owners = ownersOf(space, factory);
        var versions = new HashSet<String>();
        owners.stream().filter(EntityPersister::isVersioned).forEach(owner -> versions.addAll(versionOf(owner)));
        var filled = mapped.filled(SqlWords.plain(space));
        return new TableColumns(
                versions,
                filled,
                !owners.isEmpty(),
                owners.stream().anyMatch(TableColumns::isGenerated),
                areOneFamily(owners) && !isWrittenByCollections(space, factory),
                keysOf(owners, filled, factory));
    }

    /** What is left of it without some guards. */
    TableColumns guardedBy(Set<ColumnGuard> guards) {
        var isFilled = guards.contains(ColumnGuard.COLUMNS_THE_DATABASE_FILLS);
        var isTrusted = !guards.contains(ColumnGuard.ROWS_KEPT_BY_VERSION);
        return new TableColumns(
                versions, isFilled ? filled : Set.of(), isMapped, isGenerated, isTrusted || isKeptByVersion, keys);
    }

    /** Whether an update may change columns that it does not set. */
    boolean isComputed() {
        return isGenerated || !isMapped;
    }

    /** Whether what is read may change with any other column, as this mapping knows and others may not. */
    boolean isFilledIn(ReadColumns read) {
        return isGenerated || filled.stream().anyMatch(read::mayHave);
    }

    private static Map<String, Class<?>> keysOf(
            List<EntityPersister> owners, Set<String> filled, SessionFactoryImplementor factory) {
        var keys = new HashMap<String, Class<?>>();
        var inexact = new HashSet<>(filled);
        for (var owner : owners) {
            var own = KeyColumns.of(owner, factory);
            inexact.addAll(own.inexact());
            own.types().forEach((column, type) -> {
                if (keys.merge(column, type, (one, other) -> one == other ? one : Object.class) == Object.class) {
                    inexact.add(column);
                }
            });
        }
        keys.keySet().removeAll(inexact);
        return owners.stream().anyMatch(owner -> owner.getTableMappings().length > 1) ? Map.of() : keys;
    }

    /** Whether these are values of a column by which rows are told apart. */
    boolean isKey(String column, List<Object> values) {
        var type = keys.get(column);
        return type != null && values.stream().allMatch(type::isInstance);
    }

    private static List<EntityPersister> ownersOf(String space, SessionFactoryImplementor factory) {
        var owners = new ArrayList<EntityPersister>();
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (Arrays.stream(entity.getTableMappings())
                    .anyMatch(table -> table.getTableName().equals(space))) {
                owners.add(entity);
            }
        });
        return owners;
    }

    private static Set<String> versionOf(EntityPersister entity) {
        return Set.of(SqlWords.plain(entity.getVersionMapping().getSelectionExpression()));
    }

    private static boolean isGenerated(EntityPersister entity) {
        return Arrays.stream(entity.getGenerators())
                .anyMatch(generator ->
                        generator != null && generator.generatesOnUpdate() && generator.generatedOnExecution());
    }

    private static boolean areOneFamily(List<EntityPersister> owners) {
        return owners.stream()
                                .map(EntityPersister::getRootEntityName)
                                .distinct()
                                .count()
                        == 1
                && owners.stream().allMatch(VersionedEntities::areKept);
    }

    /** A collection with the key in the table of its elements leaves their version as it is. */
    private static boolean isWrittenByCollections(String space, SessionFactoryImplementor factory) {
        var writers = new ArrayList<CollectionPersister>();
        factory.getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            if (!collection.isInverse()
                    && Arrays.asList(collection.getCollectionSpaces()).contains(space)) {
                writers.add(collection);
            }
        });
        return !writers.isEmpty();
    }
}
