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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Which collections of which owner got or lost elements in which revision. */
final class CollectionChanges {

    private final AuditedEntity entity;
    private final Map<Change, Set<String>> paths = new HashMap<>();

    private record Change(Object owner, long revision) {}

    private CollectionChanges(AuditedEntity entity) {
        this.entity = entity;
    }

    /** Reads those of the revisions of some rows, with one statement for each collection. */
    static CollectionChanges read(AuditedEntity entity, List<EntryRow> rows, StatelessSession session) {
        var changes = new CollectionChanges(entity);
        if (!rows.isEmpty()) {
            var collections = new TreeMap<String, Set<AuditedType.OwnedElements>>();
            rows.forEach(row -> row.typed()
                    .type()
                    .collections()
                    .forEach((path, elements) -> collections
                            .computeIfAbsent(path, key -> new HashSet<>())
                            .add(elements)));
            collections.forEach((path, all) -> distinct(all).forEach(each -> changes.add(path, each, rows, session)));
        }
        return changes;
    }

    private static Collection<AuditedType.OwnedElements> distinct(Set<AuditedType.OwnedElements> all) {
        return all.stream()
                .collect(Collectors.toMap(AuditedType.OwnedElements::entity, each -> each, (one, other) -> one))
                .values();
    }

    Set<String> of(Object owner, long revision) {
        return paths.getOrDefault(new Change(owner, revision), Set.of());
    }

    private void add(String path, AuditedType.OwnedElements elements, List<EntryRow> rows, StatelessSession session) {
        var config = entity.envers().getConfig();
        var names = elements
                .owner()
                .getPrefixedMapper()
                .mapToQueryParametersFromId(rows.get(0).id())
                .stream()
                .map(part -> part.getProperty(config.getOriginalIdPropertyName()))
                .toList();
        var columns = names.stream().map(name -> "m." + name).collect(Collectors.joining(", "));
        var text = "select distinct m.%s, %s from %s m where m.%s in (:revisions)%s"
                .formatted(entity.number(), columns, elements.entity(), entity.number(), ofOwners(names));
        var query = session.createSelectionQuery(text, Object[].class).setParameterList("revisions", revisions(rows));
        if (names.size() == 1) {
            query.setParameterList("owners", owners(rows));
        }
        query.getResultList().forEach(found -> add(path, elements, found, names));
    }

    /** An id of several parts is compared afterwards: not all databases have lists of them. */
    private static String ofOwners(List<String> names) {
        return names.size() == 1 ? " and m." + names.get(0) + " in (:owners)" : "";
    }

    private static Set<Object> owners(List<EntryRow> rows) {
        return rows.stream().map(EntryRow::id).collect(Collectors.toSet());
    }

    private Set<Number> revisions(List<EntryRow> rows) {
        return rows.stream()
                .map(row -> (Number) entity.revisions().persister().getIdentifier(row.revision()))
                .collect(Collectors.toSet());
    }

    private void add(String path, AuditedType.OwnedElements elements, Object[] found, List<String> names) {
        var id = new HashMap<String, Object>();
        for (var i = 0; i < names.size(); i++) {
            id.put(names.get(i).substring(names.get(i).indexOf('.') + 1), found[i + 1]);
        }
        var owner = elements.owner().getPrefixedMapper().mapToIdFromMap(id);
        paths.computeIfAbsent(new Change(owner, ((Number) found[0]).longValue()), key -> new TreeSet<>())
                .add(path);
    }
}
