/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/**
 * By the plain name of a table, what is written behind its writes: by foreign keys the database carries out, in views that are cached, and what is
 * declared. A subselect is named after its entity. Not changed once read.
 */
final class WriteRelations {

    private final Map<String, List<WriteRelation>> relations = new HashMap<>();

    static WriteRelations of(Metadata model) {
        var derived = new WriteRelations();
        model.collectTableMappings().forEach(derived::addKeys);
        model.getEntityBindings().forEach(derived::addView);
        return derived;
    }

    private void addKeys(Table table) {
        for (var key : table.getForeignKeyCollection()) {
            var action = key.getOnDeleteAction() == null ? OnDeleteAction.NO_ACTION : key.getOnDeleteAction();
            switch (action) {
                case CASCADE -> add(key, RowWrite.of(nameOf(table), RowWrite.Kind.DELETE));
                case SET_NULL, SET_DEFAULT ->
                    add(key, new RowWrite(nameOf(table), RowWrite.Kind.UPDATE, columns(key.getColumns())));
                case NO_ACTION, RESTRICT -> {
                    // what refers to the row keeps it from being deleted
                }
            }
        }
    }

    private void add(ForeignKey key, RowWrite then) {
        add(nameOf(key.getReferencedTable()), new WriteRelation(true, Set.of(), then));
    }

    /** Queries on it tell that they read the tables below; its entities in the second-level cache do not. */
    private void addView(PersistentClass entity) {
        if (entity.getRootClass().isCached()) {
            for (var read : entity.getSynchronizedTables()) {
                add(SqlWords.plain(read), WriteRelation.anyTo(nameOf(entity), Set.of()));
            }
        }
    }

    static String nameOf(PersistentClass entity) {
        return entity.getTable().isSubselect() ? entity.getEntityName() : nameOf(entity.getTable());
    }

    private static String nameOf(Table table) {
        return SqlWords.plain(table.getName());
    }

    private static Set<String> columns(Collection<Column> columns) {
        var names = new HashSet<String>();
        columns.forEach(column -> names.add(SqlWords.plain(column.getName())));
        return names;
    }

    void add(String table, WriteRelation relation) {
        relations.computeIfAbsent(table, name -> new ArrayList<>()).add(relation);
    }

    boolean isEmpty() {
        return relations.isEmpty();
    }

    boolean concern(String table) {
        return relations.containsKey(table);
    }

    List<WriteRelation> behind(String table) {
        return relations.getOrDefault(table, List.of());
    }

    /** The columns of a table that make a difference. */
    Set<String> columnsOf(String table) {
        var columns = new HashSet<String>();
        behind(table).forEach(relation -> columns.addAll(relation.columns()));
        return columns;
    }
}
