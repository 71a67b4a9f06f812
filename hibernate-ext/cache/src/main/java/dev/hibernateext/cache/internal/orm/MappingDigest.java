/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hibernateext.core.internal.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;

/**
 * Tells mappings apart whose entries are not each other's: an entry keeps values by their place, without names. Attributes, their order and
 * types count, and the constants of enums.
 */
final class MappingDigest {

    private final MessageDigest digest = Sha256.begin();

    private MappingDigest() {}

    static byte[] of(Metadata model) {
        var mapping = new MappingDigest();
        model.getEntityBindings().stream()
                .sorted(Comparator.comparing(PersistentClass::getEntityName))
                .forEach(mapping::add);
        model.getCollectionBindings().stream()
                .sorted(Comparator.comparing(Collection::getRole))
                .forEach(mapping::add);
        return mapping.digest.digest();
    }

    private void add(PersistentClass entity) {
        add("entity", entity.getEntityName());
        add(entity.getIdentifier());
        entity.getPropertyClosure().forEach(this::add);
    }

    private void add(Collection collection) {
        add("collection", collection.getRole());
        add(collection.getKey());
        add(collection.getElement());
        if (collection instanceof IndexedCollection indexed) {
            add(indexed.getIndex());
        }
    }

    private void add(Property property) {
        add("attribute", property.getName());
        add(property.getValue());
    }

    private void add(Value value) {
        if (value instanceof Component component) {
            add("embeddable", String.valueOf(component.getComponentClassName()));
            component.getProperties().forEach(this::add);
            add("end", "");
        } else if (!(value instanceof Collection)) {
            var type = value.getType();
            add("type", nameOf(type));
            addConstants(type.getReturnedClass());
            value.getColumns().forEach(column -> add("column", column.getName()));
        }
    }

    /** Not its own, in which Hibernate numbers those it makes by itself, in each process otherwise. */
    private static String nameOf(Type type) {
        return type instanceof BasicType<?> basic
                ? basic.getJavaTypeDescriptor().getTypeName()
                        + ' '
                        + basic.getJdbcType().getDdlTypeCode()
                : type.getReturnedClass().getName();
    }

    private void addConstants(Class<?> type) {
        if (type.isEnum()) {
            Arrays.stream(type.getEnumConstants()).forEach(constant -> add("constant", ((Enum<?>) constant).name()));
        }
    }

    private void add(String what, String name) {
        digest.update((what + ' ' + name + '\n').getBytes(UTF_8));
    }
}
