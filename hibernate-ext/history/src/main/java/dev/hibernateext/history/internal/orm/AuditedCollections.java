/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.internal.orm.EntryReading.EntryRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * Reads which collections changed in the revisions of some rows, with one statement for each.
 *
 * @param entity whose history is read
 * @param rows of it
 * @param session to read in
 */
record AuditedCollections(AuditedEntity entity, List<EntryRow> rows, StatelessSession session) {

    CollectionChanges read() {
        var changes = new CollectionChanges();
        var collections = new TreeMap<String, Set<AuditedType.OwnedElements>>();
        rows.forEach(row -> ((AuditedType) row.now().type())
                .collections()
                .forEach((path, elements) -> collections
                        .computeIfAbsent(path, key -> new HashSet<>())
                        .add(elements)));
        collections.forEach((path, all) -> distinct(all).forEach(each -> add(path, each, changes)));
        return changes;
    }

    private static Collection<AuditedType.OwnedElements> distinct(Set<AuditedType.OwnedElements> all) {
        return all.stream()
                .collect(Collectors.toMap(AuditedType.OwnedElements::entity, each -> each, (one, other) -> one))
                .values();
    }

    private void add(String path, AuditedType.OwnedElements elements, CollectionChanges changes) {
        var config = entity.envers().getConfig();
        var names = elements
                .owner()
                .getPrefixedMapper()
                .mapToQueryParametersFromId(rows.get(0).id())
                .stream()
                .map(part -> part.getProperty(config.getOriginalIdPropertyName()))
                .toList();
        var columns = names.stream().map(name -> "m." + name).collect(Collectors.joining(", "));
        var text = "select distinct %1$s, %2$s from %3$s m where %1$s in (:revisions)%4$s"
                .formatted(entity.number("m"), columns, elements.entity(), ofOwners(names));
        var query = session.createSelectionQuery(text, Object[].class).setParameterList("revisions", revisions());
        if (names.size() == 1) {
            query.setParameterList("owners", owners());
        }
        query.getResultList()
                .forEach(found -> changes.add(owner(elements, found, names), ((Number) found[0]).longValue(), path));
    }

    /** An id of several parts is compared afterwards: not all databases have lists of them. */
    private static String ofOwners(List<String> names) {
        return names.size() == 1 ? " and m." + names.get(0) + " in (:owners)" : "";
    }

    private Set<Object> owners() {
        return rows.stream().map(EntryRow::id).collect(Collectors.toSet());
    }

    private Set<Number> revisions() {
        return rows.stream()
                .map(row -> entity.revisions().numberIn(row.revision()))
                .collect(Collectors.toSet());
    }

    private static Object owner(AuditedType.OwnedElements elements, Object[] found, List<String> names) {
        var id = new HashMap<String, Object>();
        for (var i = 0; i < names.size(); i++) {
            id.put(names.get(i).substring(names.get(i).indexOf('.') + 1), found[i + 1]);
        }
        return elements.owner().getPrefixedMapper().mapToIdFromMap(id);
    }
}
