/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.internal.FactoryState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.hibernate.dialect.Dialect;

/** The unique keys of one factory that leave out deleted rows. Written while the factory is built, then read only. */
public final class ActiveKeyModel {

    private volatile List<ActiveKey> keys = List.of();

    private ActiveKeyModel() {}

    /** The keys of a factory. */
    public static ActiveKeyModel of(FactoryState factory) {
        return factory.component(ActiveKeyModel.class, ActiveKeyModel::new);
    }

    /** Sets all keys. */
    public void set(List<ActiveKey> found) {
        var sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(ActiveKey::tableName)
                .thenComparing(key -> key.name().getText()));
        keys = List.copyOf(sorted);
    }

    /** The keys, by table and name. */
    public List<ActiveKey> keys() {
        return keys;
    }

    /** The statements that bring a schema without the keys up to date. */
    public List<String> migration(Dialect dialect, ActiveRows kind) {
        var statements = new ArrayList<String>();
        var extended = new HashSet<String>();
        for (var key : keys) {
            if (kind == ActiveRows.GENERATED_COLUMN && extended.add(key.tableName())) {
                statements.add(key.addColumn(dialect));
            }
            // in this order: MariaDB drops no index a foreign key needs until there is another one
            statements.add(key.createIndex(dialect, kind));
            statements.addAll(key.dropReplaced(dialect));
        }
        return List.copyOf(statements);
    }
}
