/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import static dev.hibernateext.core.softdelete.internal.ArchivedTable.ARCHIVE_ID;

import dev.hibernateext.core.softdelete.internal.ArchiveModel;
import dev.hibernateext.core.softdelete.internal.ArchivedTable;
import dev.hibernateext.core.softdelete.internal.EntityGraph;
import dev.hibernateext.core.softdelete.internal.ForeignKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.type.StandardBasicTypes;

/** Moves the rows of one archived set back: those that are referred to before those that refer to them. */
final class ArchiveRows {

    private final SharedSessionContractImplementor session;
    private final ArchiveModel model;
    private final EntityGraph graph;
    private final ArchivedSet set;

    ArchiveRows(SharedSessionContractImplementor session, ArchiveModel model, ArchivedSet set) {
        this.session = session;
        this.model = model;
        this.graph = EntityGraph.of(session.getFactory());
        this.set = set;
    }

    Map<String, Long> moveBack() {
        var order = new ArrayList<>(graph.referrersFirst(model.roots()));
        Collections.reverse(order);
        order.forEach(root -> held(model.entity(root)).forEach(this::refuseOccupied));
        var later = new LinkedHashMap<ArchivedTable, List<String>>();
        for (var root : order) {
            for (var table : held(model.entity(root))) {
                var emptied = columnsToFillLater(root, table, order);
                insert(table, emptied);
                if (!emptied.isEmpty()) {
                    later.put(table, emptied);
                }
            }
        }
        later.forEach((table, columns) -> execute(table.name(), table.fill(columns)));
        held(List.copyOf(model.collections())).forEach(table -> insert(table, List.of()));
        remove();
        return set.rowsByTable();
    }

    /** Removes the rows from the archive tables. */
    void remove() {
        for (var table : held(model.tables())) {
            var removed =
                    execute(table.archive(), "delete from %s where %s = ?1".formatted(table.archive(), ARCHIVE_ID));
            if (removed != set.rowsByTable().getOrDefault(table.name(), 0L)) {
                throw ArchiveException.lost(table.name());
            }
        }
    }

    private List<ArchivedTable> held(List<ArchivedTable> tables) {
        return tables.stream()
                .filter(table -> set.rowsByTable().containsKey(table.name()))
                .toList();
    }

    private void refuseOccupied(ArchivedTable table) {
        var query = session.createNativeQuery(table.occupied(), Long.class)
                .setParameter(1, set.archiveId(), StandardBasicTypes.UUID);
        query.addSynchronizedQuerySpace(table.name());
        if (query.getSingleResult() > 0) {
            throw ArchiveException.occupied(table.name(), set.archiveId());
        }
    }

    private void insert(ArchivedTable table, List<String> emptied) {
        var copied = execute(table.name(), table.copyBack(emptied));
        if (copied != set.rowsByTable().getOrDefault(table.name(), 0L)) {
            throw ArchiveException.lost(table.name());
        }
    }

    private int execute(String table, String sql) {
        return ArchiveStatements.execute(
                session, table, sql, query -> query.setParameter(1, set.archiveId(), StandardBasicTypes.UUID));
    }

    /** References to rows of the same hierarchy, or of one whose rows come later. */
    private List<String> columnsToFillLater(String root, ArchivedTable table, List<String> order) {
        var columns = new ArrayList<String>();
        for (var target : order.subList(order.indexOf(root), order.size())) {
            graph.referencesTo(target).stream()
                    .filter(key -> key.nullable() && key.collection().isEmpty())
                    .filter(key -> graph.rootOf(key.owner()).equals(root))
                    .forEach(key -> addColumns(key, table, columns));
        }
        return columns;
    }

    private void addColumns(ForeignKey key, ArchivedTable table, List<String> columns) {
        ModelPart part = graph.persister(key.owner());
        for (var name : key.path().split("\\.", -1)) {
            part = ((ModelPartContainer) part).findSubPart(name, null);
        }
        part.forEachSelectable((index, column) -> {
            if (column.getContainingTableExpression().equals(table.name())) {
                columns.add(column.getSelectionExpression());
            }
        });
    }
}
