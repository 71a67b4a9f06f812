/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.Serial;
import java.io.Serializable;
import org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata;
import org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata.CacheMetadataIncompleteException;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/** The columns of a native query's result, as nodes tell each other of them. */
final class ResultColumns implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Null where nobody asked for it, as among the types. */
    private final @Nullable String[] names;

    private final @Nullable String[] types;

    /** Where the value of each is in a row. */
    private final int[] indexes;

    private ResultColumns(@Nullable String[] names, @Nullable String[] types, int... indexes) {
        this.names = names;
        this.types = types;
        this.indexes = indexes;
    }

    static ResultColumns of(CachedJdbcValuesMetadata columns, ResultTypes known) throws NotSerializableException {
        var count = columns.getColumnCount();
        var names = new @Nullable String[count];
        var types = new @Nullable String[count];
        for (var i = 0; i < count; i++) {
            names[i] = name(columns, i);
            types[i] = columns.getStoredJavaType(i) == null ? null : type(columns, i, known);
        }
        return new ResultColumns(names, types, columns.getValueIndexesToCacheIndexes());
    }

    /** Hibernate does not say otherwise whether it knows a name. */
    private static @Nullable String name(CachedJdbcValuesMetadata columns, int index) {
        try {
            return columns.resolveColumnName(index + 1);
        } catch (CacheMetadataIncompleteException e) {
            return null;
        }
    }

    private static String type(CachedJdbcValuesMetadata columns, int index, ResultTypes known)
            throws NotSerializableException {
        BasicType<?> type = columns.resolveType(index + 1, null, known.configuration());
        var name = known.nameOf(type);
        if (name == null) {
            throw new NotSerializableException(type.getName());
        }
        return name;
    }

    CachedJdbcValuesMetadata in(ResultTypes known) throws InvalidObjectException {
        var own = new @Nullable BasicType<?>[types.length];
        for (var i = 0; i < types.length; i++) {
            var name = types[i];
            own[i] = name == null ? null : known.find(name);
            if (name != null && own[i] == null) {
                throw new InvalidObjectException("no type " + name);
            }
        }
        return new CachedJdbcValuesMetadata(names, own, indexes);
    }
}
