/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.redis.EntryCodec.Substitute;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata;
import org.hibernate.type.BasicType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The types of the columns of native queries, which belong to a factory, by names that all nodes know. Leans on {@code
 * org.hibernate.sql.results.jdbc.internal.JdbcValuesCacheHit}, which compares them by identity. Safe for use by many threads.
 */
final class ResultTypes implements Substitute {

    private static final Pattern NUMBER = Pattern.compile("^basicType@\\d+");

    private final SessionFactoryImplementor factory;
    private volatile @Nullable Map<String, BasicType<?>> mapped;

    ResultTypes(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    @Override
    public Object written(Object object) throws NotSerializableException {
        return object instanceof CachedJdbcValuesMetadata columns ? ResultColumns.of(columns, this) : object;
    }

    @Override
    public Object read(Object object) throws InvalidObjectException {
        return object instanceof ResultColumns columns ? columns.in(this) : object;
    }

    TypeConfiguration configuration() {
        return factory.getTypeConfiguration();
    }

    /** Null if the type cannot be found by its name. */
    @Nullable
    String nameOf(BasicType<?> type) {
        var name = describe(type);
        var found = find(name);
        return found != null && found.getJavaTypeDescriptor() == type.getJavaTypeDescriptor() ? name : null;
    }

    /** Types that Hibernate makes by itself have numbers that differ from process to process. */
    private static String describe(BasicType<?> type) {
        return "%s|%s|%d"
                .formatted(
                        NUMBER.matcher(type.getName()).replaceFirst("basicType"),
                        type.getJavaTypeDescriptor().getTypeName(),
                        type.getJdbcType().getDdlTypeCode());
    }

    @Nullable
    BasicType<?> find(String name) {
        var known = mapped().get(name);
        return known != null ? known : registered(name);
    }

    private @Nullable BasicType<?> registered(String name) {
        var type = factory.getTypeConfiguration()
                .getBasicTypeRegistry()
                .getRegisteredType(name.substring(0, name.indexOf('|')));
        return type != null && describe(type).equals(name) ? type : null;
    }

    private Map<String, BasicType<?>> mapped() {
        var known = mapped;
        if (known == null) {
            known = new Mapped().types();
            mapped = known;
        }
        return known;
    }

    /** The types of all columns, but for those that have a name in common. */
    private final class Mapped {

        private final Map<String, BasicType<?>> types = new HashMap<>();
        private final Set<String> ambiguous = new HashSet<>();

        Map<String, BasicType<?>> types() {
            var model = factory.getMappingMetamodel();
            model.forEachEntityDescriptor(entity -> {
                entity.getIdentifierMapping().forEachSelectable(this::add);
                entity.forEachSelectable(this::add);
            });
            model.forEachCollectionDescriptor(collection -> {
                var attribute = collection.getAttributeMapping();
                add(attribute.getElementDescriptor());
                add(attribute.getIndexDescriptor());
            });
            types.keySet().removeAll(ambiguous);
            return types;
        }

        private void add(@Nullable ModelPart part) {
            if (part != null) {
                part.forEachSelectable(this::add);
            }
        }

        private void add(int index, SelectableMapping column) {
            JdbcMapping mapping = column.getJdbcMapping();
            if (mapping instanceof BasicType<?> type) {
                var other = types.putIfAbsent(describe(type), type);
                if (other != null && other.getJavaTypeDescriptor() != type.getJavaTypeDescriptor()) {
                    ambiguous.add(describe(type));
                }
            }
        }
    }
}
