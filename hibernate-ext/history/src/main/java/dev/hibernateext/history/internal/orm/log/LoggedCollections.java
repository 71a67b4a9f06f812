/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import dev.hibernateext.history.internal.orm.CollectionChanges;
import dev.hibernateext.history.internal.orm.EntryReading.EntryRow;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * Reads which collections changed in the revisions of some rows, with one statement for all of them.
 *
 * @param entity whose history is read
 * @param entries the rows
 */
record LoggedCollections(LoggedEntity entity, List<EntryRow> entries) {

    CollectionChanges read(StatelessSession session) {
        var changes = new CollectionChanges();
        var collections = entity.rows().collections();
        if (!collections.isEmpty() && !entries.isEmpty()) {
            query(collections, session).forEach(found -> {
                for (var i = 0; i < collections.size(); i++) {
                    if (((Number) found[i + 2]).intValue() > 0) {
                        var number = ((Number) found[1]).longValue();
                        changes.add(found[0], number, collections.get(i).path());
                    }
                }
            });
        }
        return changes;
    }

    private List<Object[]> query(List<LoggedCollection> collections, StatelessSession session) {
        var ids = entity.ids("e");
        var counts = collections.stream()
                .map(collection -> ", " + collection.changes(ids, entity.number("e")))
                .collect(Collectors.joining());
        var text = "select id(e), %1$s%2$s from %3$s e where %1$s in (:revisions)%4$s"
                .formatted(entity.number("e"), counts, entity.table(), ofOwners(ids));
        var query = session.createSelectionQuery(text, Object[].class)
                .setParameterList(
                        "revisions",
                        entries.stream()
                                .map(row -> entity.revisions().number(row.now().number()))
                                .distinct()
                                .toList());
        if (ids.size() == 1) {
            query.setParameterList(
                    "owners", entries.stream().map(EntryRow::id).distinct().toList());
        }
        return query.setReadOnly(true).getResultList();
    }

    /** An id of several parts is compared afterwards: not all databases have lists of them. */
    private static String ofOwners(List<String> ids) {
        return ids.size() == 1 ? " and " + ids.get(0) + " in (:owners)" : "";
    }
}
