/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;

/** The statements a mapping has in it, which run as Hibernate's own. */
final class MappedStatements {

    private MappedStatements() {}

    /** Shows each statement and where it is. */
    static void of(Metadata metadata, BiConsumer<String, String> watch) {
        metadata.getEntityBindings().forEach(entity -> {
            show(statements(entity), entity.getEntityName(), watch);
            entity.getJoins().forEach(join -> show(statements(join), entity.getEntityName(), watch));
        });
        metadata.getCollectionBindings()
                .forEach(collection -> show(statements(collection), collection.getRole(), watch));
    }

    private static void show(Stream<String> statements, String place, BiConsumer<String, String> watch) {
        // Calls are not looked at.
        statements.filter(sql -> sql != null && sql.indexOf('{') < 0).forEach(sql -> watch.accept(sql, place));
    }

    private static Stream<String> statements(PersistentClass entity) {
        return Stream.of(entity.getCustomSQLInsert(), entity.getCustomSQLUpdate(), entity.getCustomSQLDelete());
    }

    private static Stream<String> statements(Join join) {
        return Stream.of(join.getCustomSQLInsert(), join.getCustomSQLUpdate(), join.getCustomSQLDelete());
    }

    private static Stream<String> statements(Collection collection) {
        return Stream.of(
                collection.getCustomSQLInsert(),
                collection.getCustomSQLUpdate(),
                collection.getCustomSQLDelete(),
                collection.getCustomSQLDeleteAll());
    }
}
