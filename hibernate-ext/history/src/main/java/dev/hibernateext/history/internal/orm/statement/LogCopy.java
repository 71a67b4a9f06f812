/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.persister.entity.AbstractEntityPersister;

/** The tables of an entity and of its rows in Hibernate's own log. */
final class LogCopy {

    private final AbstractEntityPersister entity;
    private final List<LogTable> tables;

    LogCopy(AbstractEntityPersister entity) {
        this.entity = entity;
        var rows = new RowTables(entity);
        var all = entity.getTableMappings();
        this.tables = IntStream.range(0, all.length)
                .filter(table -> !all[table].isInverse())
                .mapToObj(table -> new LogTable(entity, all[table], rows.keys(table)))
                .toList();
    }

    AbstractEntityPersister entity() {
        return entity;
    }

    /** That of the root first. */
    List<LogTable> tables() {
        return tables;
    }
}
