/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/** The types of columns as the mappings of a factory have them, and values as text. Immutable once made. */
final class ArchiveTypes {

    private final SessionFactoryImplementor factory;
    private final Map<String, JdbcMapping> types = new HashMap<>();

    private ArchiveTypes(SessionFactoryImplementor factory) {
        this.factory = factory;
        var metamodel = factory.getMappingMetamodel();
        metamodel.forEachEntityDescriptor(this::read);
        metamodel.forEachCollectionDescriptor(this::read);
    }

    static ArchiveTypes of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(ArchiveTypes.class, () -> new ArchiveTypes(factory));
    }

    private void read(EntityPersister persister) {
        read(persister.getIdentifierMapping());
        if (persister.getDiscriminatorMapping() != null) {
            read(persister.getDiscriminatorMapping());
        }
        persister.forEachAttributeMapping(attribute -> {
            if (!(attribute instanceof PluralAttributeMapping)) {
                read(attribute);
            }
        });
    }

    private void read(CollectionPersister persister) {
        var collection = persister.getAttributeMapping();
        read(collection.getKeyDescriptor().getKeyPart());
        read(collection.getElementDescriptor());
        if (collection.getIndexDescriptor() != null) {
            read(collection.getIndexDescriptor());
        }
        if (collection.getIdentifierDescriptor() != null) {
            read(collection.getIdentifierDescriptor());
        }
    }

    private void read(ModelPart part) {
        part.forEachSelectable((index, column) -> types.putIfAbsent(
                column.getContainingTableExpression() + "." + column.getSelectionExpression(),
                column.getJdbcMapping()));
    }

    /** The type of the values a column stores, converters applied. */
    Column of(String root, ArchivedTable table, String column) {
        var type = types.get(table.name() + "." + column);
        if (type == null) {
            type = keyType(root, table, column);
        }
        if (type == null) {
            throw ArchiveException.untyped(table.name(), column);
        }
        return new Column(table.name(), column, relational(type));
    }

    /** Tables of subclasses and secondary tables repeat the identifier. */
    private @Nullable JdbcMapping keyType(String root, ArchivedTable table, String column) {
        var position = table.key().indexOf(column);
        return position < 0
                ? null
                : ((EntityMappingType) factory.getMappingMetamodel().getEntityDescriptor(root))
                        .getIdentifierMapping()
                        .getJdbcMapping(position);
    }

    @SuppressWarnings("unchecked")
    private BasicType<Object> relational(JdbcMapping mapping) {
        return (BasicType<Object>) factory.getTypeConfiguration()
                .getBasicTypeRegistry()
                .resolve(mapping.getJdbcJavaType(), mapping.getJdbcType());
    }

    /**
     * A column with values that can be written as text.
     *
     * @param table the table
     * @param name the column
     * @param type the type of its values
     */
    record Column(String table, String name, BasicType<Object> type) {

        /** Throws if the text would not give the same value again. */
        @Nullable
        String toText(@Nullable Object value) {
            if (value == null) {
                return null;
            }
            var text = type.getJavaTypeDescriptor().toString(value);
            if (!type.getJavaTypeDescriptor().areEqual(value, fromText(text))) {
                throw ArchiveException.untyped(table, name);
            }
            return text;
        }

        @Nullable
        Object fromText(@Nullable String text) {
            try {
                return text == null ? null : type.getJavaTypeDescriptor().fromString(text);
            } catch (RuntimeException unreadable) {
                throw ArchiveException.untyped(table, name);
            }
        }
    }
}
