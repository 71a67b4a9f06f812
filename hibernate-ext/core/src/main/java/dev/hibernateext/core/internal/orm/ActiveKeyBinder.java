/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.KeyDeclarations.Declaration;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.jboss.logging.Logger;

/** Adds the unique keys among active rows of one soft-deletable hierarchy to the boot model. */
final class ActiveKeyBinder {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.softdelete");

    private final RootClass root;
    private final KeyColumns columns;
    private final ActiveIndexes indexes;

    ActiveKeyBinder(RootClass root, MetadataBuildingContext context) {
        this.root = root;
        this.columns = new KeyColumns(root);
        this.indexes = new ActiveIndexes(root, columns.tenant(), context);
    }

    /** Adds what is declared, and all unique constraints if told to or declared. */
    void bind(boolean all) {
        var declared = new ArrayList<>(KeyDeclarations.of(root));
        root.getSubclasses().forEach(subclass -> declared.addAll(KeyDeclarations.of(subclass)));
        var replacesAll = all;
        for (var declaration : declared) {
            if (declaration.attributes().isEmpty()) {
                refuseUnlessPlain(declaration);
                replacesAll = true;
            } else {
                bind(declaration);
            }
        }
        if (replacesAll) {
            replaceAll();
        }
    }

    static void refuse(PersistentClass entity) {
        for (var declaration : KeyDeclarations.of(entity)) {
            throw SoftDeleteMappingException.uniqueKey(
                    declaration.label(),
                    "the entity is not soft-deletable, so that all its rows are active",
                    "Use a unique constraint, or make the entity soft-deletable");
        }
    }

    private void refuseUnlessPlain(Declaration declaration) {
        if (declaration.entity() != root || !declaration.name().isEmpty()) {
            throw SoftDeleteMappingException.uniqueKey(
                    declaration.label(),
                    "an annotation without attributes stands for the unique constraints of a whole hierarchy",
                    "Put it on the root entity %s and without a name, or name attributes"
                            .formatted(root.getEntityName()));
        }
    }

    private void bind(Declaration declaration) {
        var key = columns.of(declaration);
        var tables = tablesOf(declaration.entity());
        if (tables.size() > 1 && !declaration.name().isEmpty()) {
            throw SoftDeleteMappingException.uniqueKey(
                    declaration.label(),
                    "it has a name, and there is one index for each table of the hierarchy",
                    "Leave the name out");
        }
        var replaced = new LinkedHashMap<Table, List<PlainKey>>();
        tables.forEach(table -> replaced.put(table, indexes.coveredBy(key, table)));
        replaced.forEach((table, plain) -> indexes.add(table, declaration, key, plain));
    }

    private void replaceAll() {
        for (var table : tablesOf(root)) {
            var left = new ArrayList<>(PlainKey.of(table));
            while (!left.isEmpty()) {
                var key = left.get(0).columns();
                var same = left.stream().filter(plain -> plain.covers(key)).toList();
                left.removeAll(same);
                replace(table, key, same);
            }
        }
        warnOfOtherTables();
    }

    private void replace(Table table, List<Column> key, List<PlainKey> plain) {
        if (plain.stream().anyMatch(PlainKey::hasOptions)) {
            LOG.warnf(
                    "HEXT000302: Deleted rows keep the values of %s taken: the constraint has options",
                    plain.get(0).key());
        } else {
            indexes.add(table, columns.declarationOf(key), key, plain);
        }
    }

    private void warnOfOtherTables() {
        var tables = new LinkedHashSet<Table>();
        root.getSubclasses().forEach(subclass -> tables.add(subclass.getTable()));
        tablesOf(root).forEach(tables::remove);
        for (var table : tables) {
            if (table.isPhysicalTable() && !PlainKey.of(table).isEmpty()) {
                LOG.warnf(
                        "HEXT000303: Deleted rows keep the unique values in table %s taken: their deletion mark is in table %s",
                        table.getName(), root.getTable().getName());
            }
        }
    }

    /** The tables in which the rows of an entity have their mark. */
    private Set<Table> tablesOf(PersistentClass entity) {
        var tables = new LinkedHashSet<Table>();
        if (root.getSubclasses().stream().noneMatch(UnionSubclass.class::isInstance)) {
            tables.add(root.getTable());
            return tables;
        }
        tables.add(entity.getTable());
        entity.getSubclasses().forEach(subclass -> tables.add(subclass.getTable()));
        tables.removeIf(table -> !table.isPhysicalTable());
        return tables;
    }
}
