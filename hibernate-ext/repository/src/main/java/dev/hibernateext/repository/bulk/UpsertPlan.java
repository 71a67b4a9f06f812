/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import dev.hibernateext.core.softdelete.NotSoftDeletableException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.validation.ConstraintViolations;
import dev.hibernateext.core.validation.DataConstraintException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An upsert of one entity.
 *
 * @param persister the entity
 * @param upsert what is wanted
 * @param key the indexes of the key's attributes; none for the id
 * @param changed the indexes of the attributes that a row that is there takes over
 * @param isSoftDeletable whether a row that is there may be deleted
 */
record UpsertPlan(
        EntityPersister persister, Upsert upsert, List<Integer> key, List<Integer> changed, boolean isSoftDeletable) {

    static UpsertPlan of(Upsert upsert, Class<?> type, StatelessSession session) {
        var persister = ((SharedSessionContractImplementor) session)
                .getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(type);
        for (var name : upsert.changed()) {
            index(persister, name);
        }
        var key = key(persister, upsert);
        return new UpsertPlan(persister, upsert, key, changed(persister, upsert, key), isSoftDeletable(session, type));
    }

    private static List<Integer> key(EntityPersister persister, Upsert upsert) {
        return switch (upsert.target()) {
            case ID -> List.of();
            case NATURAL_ID -> naturalId(persister);
            case ATTRIBUTES -> indexes(persister, upsert.names());
            case CONSTRAINT ->
                indexes(persister, constraint(persister, upsert.names().get(0)));
        };
    }

    private static List<Integer> naturalId(EntityPersister persister) {
        if (!persister.hasNaturalIdentifier()) {
            throw new IllegalArgumentException(persister.getEntityName() + " has no natural id.");
        }
        return Arrays.stream(persister.getNaturalIdentifierProperties()).boxed().toList();
    }

    private static List<Integer> indexes(EntityPersister persister, List<String> names) {
        return names.stream().map(name -> index(persister, name)).toList();
    }

    private static int index(EntityPersister persister, String name) {
        var index = Arrays.asList(persister.getPropertyNames()).indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("%s has no attribute %s.".formatted(persister.getEntityName(), name));
        }
        return index;
    }

    /** The mappings know constraints as violations name them. */
    private static List<String> constraint(EntityPersister persister, String name) {
        var violation = new ConstraintViolationException(
                name, new SQLException(), ConstraintViolationException.ConstraintKind.UNIQUE, name);
        var attributes = ConstraintViolations.translate(violation, persister.getFactory())
                .map(DataConstraintException::attributes)
                .orElse(List.of());
        if (attributes.isEmpty()) {
            throw new IllegalArgumentException(
                    "The mappings have no unique constraint %s. Name its attributes instead.".formatted(name));
        }
        return attributes;
    }

    private static List<Integer> changed(EntityPersister persister, Upsert upsert, List<Integer> key) {
        var changed = new ArrayList<Integer>();
        for (var i = 0; i < persister.getPropertyNames().length; i++) {
            if (isOfRow(persister, i)
                    && !key.contains(i)
                    && upsert.changes(persister.getPropertyNames()[i])) {
                changed.add(i);
            }
        }
        return changed;
    }

    /** What an update takes from the given row; the rest is generated, or never changes. */
    private static boolean isOfRow(EntityPersister persister, int index) {
        return persister.getPropertyUpdateability()[index]
                && !(persister.isVersioned() && persister.getVersionPropertyIndex() == index)
                && !(persister.getAttributeMappings().get(index) instanceof PluralAttributeMapping)
                && !isGenerated(persister.getGenerators()[index]);
    }

    private static boolean isGenerated(@Nullable Generator generator) {
        return generator != null && (generator.generatesOnInsert() || generator.generatesOnUpdate());
    }

    private static boolean isSoftDeletable(StatelessSession session, Class<?> type) {
        try {
            Trash.of(session, type);
            return true;
        } catch (NotSoftDeletableException e) {
            return false;
        }
    }

    /** The key of a row, or null for one that matches no other. */
    @Nullable
    List<Object> keyOf(Object row, SharedSessionContractImplementor session) {
        if (key.isEmpty()) {
            var id = persister.getIdentifier(row, session);
            return id == null ? null : List.of(id);
        }
        var values = new ArrayList<Object>(key.size());
        for (var index : key) {
            var value = persister.getValue(row, index);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** The attributes of the key as queries name them. */
    List<String> keyNames() {
        return key.isEmpty()
                ? List.of(persister.getIdentifierPropertyName())
                : key.stream().map(index -> persister.getPropertyNames()[index]).toList();
    }
}
