/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch.Native;
import dev.hibernateext.core.internal.SessionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.jspecify.annotations.Nullable;

/**
 * The tables that native statements write without declaring them. A name that is not mapped may be a view on a table that is, so it
 * stands for all. Safe for use by many threads.
 */
final class NativeTables {

    private final EntityCatalog catalog;

    /** By the name of a table, those whose rows the database changes when a row is deleted there. */
    private final Map<String, Set<String>> dependents = new HashMap<>();

    NativeTables(EntityCatalog catalog, Metadata metadata) {
        this.catalog = catalog;
        metadata.collectTableMappings().forEach(this::addDependent);
    }

    private void addDependent(Table table) {
        for (var key : table.getForeignKeyCollection()) {
            if (isCarriedOut(key)) {
                dependents
                        .computeIfAbsent(plain(key.getReferencedTable().getName()), name -> new HashSet<>())
                        .add(plain(table.getName()));
            }
        }
    }

    private static boolean isCarriedOut(ForeignKey key) {
        return key.getOnDeleteAction() != null && key.getOnDeleteAction() != OnDeleteAction.NO_ACTION;
    }

    static NativeTables of(SharedSessionContractImplementor session) {
        return SessionState.of(session).factory().component(NativeTables.class, () -> {
            throw new IllegalStateException("A statement was executed before the factory was complete");
        });
    }

    /** What a query declares is what its result is made of, which says nothing of what it writes. */
    Native of(ExecutedStatement statement) {
        var affected = statement.operation().getAffectedTableNames();
        var isQuery = statement.operation() instanceof JdbcSelect;
        var written = WrittenTable.of(statement.operation().getSqlString());
        var mayRemove = written == null || written.removes();
        if (!affected.isEmpty() && !isQuery) {
            return new Native(affected, false, mayRemove);
        }
        var tables = new HashSet<>(affected);
        tables.addAll(tables(written));
        return new Native(tables, !isQuery, mayRemove);
    }

    /** Query spaces; all there are if it cannot be said. */
    private Set<String> tables(@Nullable WrittenTable written) {
        var tables = written == null ? Set.<String>of() : mapped(namesOf(written));
        return tables.isEmpty() ? catalog.tables() : tables;
    }

    private Set<String> namesOf(WrittenTable written) {
        var names = new HashSet<String>();
        add(plain(written.name()), written.removes(), names);
        return names;
    }

    private void add(String name, boolean withDependents, Set<String> names) {
        if (names.add(name) && withDependents) {
            dependents.getOrDefault(name, Set.of()).forEach(dependent -> add(dependent, true, names));
        }
    }

    private Set<String> mapped(Set<String> names) {
        return catalog.tables().stream()
                .filter(table -> names.contains(plain(table)))
                .collect(Collectors.toSet());
    }

    /** Without qualifiers, quotes and case: rather one table too many. */
    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1)
                .replaceAll("[\"`\\[\\]]", "")
                .toLowerCase(Locale.ROOT);
    }
}
