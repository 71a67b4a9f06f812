/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** An entity that is attacked, and what its mapping says. */
record Subject(EntityType<?> type, EntityPersister persister) {

    String name() {
        return type.getName();
    }

    @SuppressWarnings("unchecked")
    Class<Object> javaType() {
        return (Class<Object>) type.getJavaType();
    }

    boolean isAbstract() {
        return java.lang.reflect.Modifier.isAbstract(type.getJavaType().getModifiers());
    }

    @Nullable
    ModelPart part(String attribute) {
        return persister.findSubPart(attribute, null);
    }

    /** The tables that hold the rows: those of the entity and of its collections. */
    Set<String> tables() {
        var tables = new LinkedHashSet<>(List.of(persister.getTableNames()));
        for (var plural : type.getPluralAttributes()) {
            if (part(plural.getName()) instanceof PluralAttributeMapping mapping
                    && mapping.getSeparateCollectionTable() != null) {
                tables.add(mapping.getSeparateCollectionTable());
            }
        }
        return tables;
    }

    /** To-one attributes with a column of this entity's. */
    List<SingularAttribute<?, ?>> references() {
        var found = new ArrayList<SingularAttribute<?, ?>>();
        for (var attribute : type.getSingularAttributes()) {
            if (attribute.isAssociation() && !attribute.isId() && isInsertable(part(attribute.getName()))) {
                found.add(attribute);
            }
        }
        return found;
    }

    /** Collections that are written with this entity. */
    List<PluralAttribute<?, ?, ?>> collections() {
        var found = new ArrayList<PluralAttribute<?, ?, ?>>();
        for (var plural : type.getPluralAttributes()) {
            if (!isInverse(plural)) {
                found.add(plural);
            }
        }
        return found;
    }

    /** Collections that the rows of other entities are in, by these pointing here. */
    List<PluralAttribute<?, ?, ?>> inverseCollections() {
        var found = new ArrayList<PluralAttribute<?, ?, ?>>();
        for (var plural : type.getPluralAttributes()) {
            if (isInverse(plural)) {
                found.add(plural);
            }
        }
        return found;
    }

    private boolean isInverse(PluralAttribute<?, ?, ?> plural) {
        return part(plural.getName()) instanceof PluralAttributeMapping mapping
                && mapping.getCollectionDescriptor().isInverse();
    }

    /** Basic attributes that the application writes, not those of the identifier. */
    List<SingularAttribute<?, ?>> basics() {
        var found = new ArrayList<SingularAttribute<?, ?>>();
        for (var attribute : type.getSingularAttributes()) {
            if (isWrittenBasic(attribute)) {
                found.add(attribute);
            }
        }
        return found;
    }

    private boolean isWrittenBasic(SingularAttribute<?, ?> attribute) {
        return attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC
                && !attribute.isId()
                && !attribute.isVersion()
                && !isGenerated(attribute)
                && isInsertable(part(attribute.getName()));
    }

    /** The attribute that attacks try to change; null if there is none. */
    @Nullable
    SingularAttribute<?, ?> changeable() {
        if (!persister.isMutable()) {
            return null;
        }
        for (var attribute : basics()) {
            var isChangeable = persister.getPropertyUpdateability()[persister.getPropertyIndex(attribute.getName())];
            if (isChangeable && !isNatural(attribute) && Values.of(attribute.getJavaType(), 0, 1) != null) {
                return attribute;
            }
        }
        return null;
    }

    private boolean isNatural(Attribute<?, ?> attribute) {
        return persister.hasNaturalIdentifier()
                && persister.getNaturalIdMapping().getNaturalIdAttributes().stream()
                        .anyMatch(part -> part.getAttributeName().equals(attribute.getName()));
    }

    boolean isGenerated(Attribute<?, ?> attribute) {
        if (Members.isGenerated(attribute.getJavaMember())) {
            return true;
        }
        var names = List.of(persister.getPropertyNames());
        var index = names.indexOf(attribute.getName());
        var generator = index < 0 ? null : persister.getGenerators()[index];
        return generator != null && generator.generatesSometimes();
    }

    static boolean isInsertable(@Nullable ModelPart part) {
        if (part == null) {
            return true;
        }
        var insertable = new boolean[1];
        part.forEachSelectable((index, column) -> insertable[0] |= column.isInsertable() && !column.isFormula());
        return insertable[0];
    }
}
