/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.Template;
import org.hibernate.type.CustomType;
import org.hibernate.type.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an entity in one table whose values are equal in Java if and only if they are in the database: whole numbers, booleans and UUIDs,
 * identifiers and references among them. Immutable.
 */
final class KeyColumns {

    private static final Set<Class<?>> EXACT =
            Set.of(Byte.class, Short.class, Integer.class, Long.class, Boolean.class, UUID.class);

    private static final int IDENTIFIER = -1;

    private final Map<String, Key> keys = new HashMap<>();
    private final Set<String> twice = new HashSet<>();

    /**
     * How the value of a column is found.
     *
     * @param attribute the position of its attribute; {@link #IDENTIFIER} for the identifier
     * @param type its boxed class
     * @param target the entity it refers to
     */
    private record Key(
            int attribute, Class<?> type, @Nullable EntityPersister target) {}

    static KeyColumns of(EntityPersister entity, SessionFactoryImplementor factory) {
        var columns = new KeyColumns();
        if (entity.getTableMappings().length == 1) {
            columns.add(entity.getIdentifierMapping(), new Place(IDENTIFIER, null));
            for (var i = 0; i < entity.getPropertyTypes().length; i++) {
                columns.add(entity, i, factory);
            }
        }
        columns.keys.keySet().removeAll(columns.twice);
        return columns;
    }

    /** Where a value is, and what it refers to. */
    private record Place(int attribute, @Nullable EntityPersister target) {}

    private void add(EntityPersister entity, int attribute, SessionFactoryImplementor factory) {
        var type = entity.getPropertyTypes()[attribute];
        var mapping = entity.getAttributeMapping(attribute);
        if (isWritten(entity, attribute) && mapping instanceof BasicValuedModelPart) {
            add(mapping, new Place(attribute, null));
        } else if (isWritten(entity, attribute)
                && type instanceof EntityType reference
                && reference.isReferenceToPrimaryKey()
                && !reference.isOneToOne()) {
            var target = factory.getMappingMetamodel().getEntityDescriptor(reference.getAssociatedEntityName());
            add(target.getIdentifierMapping(), mapping, new Place(attribute, target));
        } else if (!type.isCollectionType()) {
            mapping.forEachSelectable((i, column) -> twice.add(plain(column)));
        }
    }

    /** Neither by the database nor by a generator. */
    private static boolean isWritten(EntityPersister entity, int attribute) {
        var generator = entity.getGenerators()[attribute];
        return (generator == null || !generator.generatesSometimes())
                && entity.getPropertyInsertability()[attribute]
                && entity.getPropertyUpdateability()[attribute];
    }

    private void add(Object valued, Place place) {
        if (valued instanceof BasicValuedModelPart basic) {
            add(basic, basic, place);
        }
    }

    private void add(Object valued, org.hibernate.metamodel.mapping.ModelPart columns, Place place) {
        columns.forEachSelectable((i, column) -> {
            if (!isExact(valued, column) || i > 0 || keys.putIfAbsent(plain(column), key(valued, place)) != null) {
                twice.add(plain(column));
            }
        });
    }

    private static boolean isExact(Object valued, SelectableMapping column) {
        return valued instanceof BasicValuedModelPart basic
                && EXACT.contains(typeOf(basic))
                && basic.getJdbcMapping().getValueConverter() == null
                && !(basic.getJdbcMapping() instanceof CustomType<?>)
                && !column.isFormula()
                && isReadAsItIs(column)
                && "?".equals(column.getWriteExpression());
    }

    private static boolean isReadAsItIs(SelectableMapping column) {
        var read = column.getCustomReadExpression();
        return read == null || read.equals(Template.TEMPLATE + "." + column.getSelectionExpression());
    }

    private static Key key(Object valued, Place place) {
        return new Key(place.attribute(), typeOf((BasicValuedModelPart) valued), place.target());
    }

    private static Class<?> typeOf(BasicValuedModelPart basic) {
        return basic.getJdbcMapping().getJavaTypeDescriptor().getJavaTypeClass();
    }

    private static String plain(SelectableMapping column) {
        return SqlWords.plain(column.getSelectionExpression());
    }

    Map<String, Class<?>> types() {
        var types = new HashMap<String, Class<?>>();
        keys.forEach((column, key) -> types.put(column, key.type()));
        return types;
    }

    /** Columns with a value that is not equal as it is in Java, or with two attributes. */
    Set<String> inexact() {
        return twice;
    }

    boolean has(String column) {
        return keys.containsKey(column);
    }

    /** The value of a column; null if it has none. */
    @Nullable
    Object value(String column, @Nullable Object[] state, Object id) {
        var key = keys.get(column);
        if (key == null || key.attribute() == IDENTIFIER) {
            return key == null ? null : id;
        }
        var value = state[key.attribute()];
        return value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY || key.target() == null
                ? value
                : key.target().getIdentifierMapping().getIdentifier(value);
    }
}
