/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.CollectionElement;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.Image;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tables in memory that change sets alone change. Each change is checked against what the tables hold. */
final class TableModel {

    /** A row of the entity, without its version. */
    record Row(String name, int amount) {

        static Row of(Image image) {
            return new Row((String) Objects.requireNonNull(image.get("name")), (Integer)
                    Objects.requireNonNull(image.get("amount")));
        }
    }

    private final Map<Long, Row> rows = new TreeMap<>();
    private final Map<Long, Set<String>> tags = new TreeMap<>();
    private final Set<Long> unknownTags = new HashSet<>();

    Map<Long, Row> rows() {
        return rows;
    }

    Map<Long, Set<String>> tags() {
        return tags;
    }

    /** Whose tags a stateless session wrote, which does not tell them. */
    Set<Long> unknownTags() {
        return unknownTags;
    }

    void replay(ChangeSet set) {
        for (var change : set.changes()) {
            if (change instanceof EntityChange entity) {
                replay(entity, (Long) entity.id());
            } else if (change instanceof CollectionChange collection) {
                replay(collection, (Long) collection.owner().id());
            } else {
                replay((BulkChange) change);
            }
        }
        unknownTags.retainAll(rows.keySet());
    }

    private void replay(EntityChange change, Long id) {
        check(mayFollow(change, rows.containsKey(id)), change);
        var before = change.before();
        check(before == null || Row.of(before).equals(rows.get(id)), change);
        var after = change.after();
        if (after != null) {
            rows.put(id, Row.of(after));
        } else {
            rows.remove(id);
        }
    }

    /** A stateless delete may be of a row that the same transaction upserted, so that it need not have been there. */
    private static boolean mayFollow(EntityChange change, boolean exists) {
        return switch (change.kind()) {
            case INSERT -> !exists;
            case UPDATE -> exists;
            case DELETE -> exists || change.before() == null;
            case UPSERT -> true;
        };
    }

    private void replay(CollectionChange change, Long id) {
        var added = change.rows().added();
        var removed = change.rows().removed();
        if (added == null) {
            unknownTags.add(id);
            tags.remove(id);
        } else if (removed == null) {
            unknownTags.remove(id);
            tags.remove(id);
        } else if (!unknownTags.contains(id)) {
            replay(change, tags.getOrDefault(id, Set.of()), values(removed), values(added));
        }
    }

    private void replay(CollectionChange change, Set<String> held, List<String> removed, List<String> added) {
        var now = new TreeSet<>(held);
        removed.forEach(tag -> check(now.remove(tag), change));
        added.forEach(tag -> check(now.add(tag), change));
        tags.put((Long) change.owner().id(), now);
        tags.values().removeIf(Set::isEmpty);
    }

    private static List<String> values(List<CollectionElement> elements) {
        return elements.stream().map(element -> (String) element.value()).toList();
    }

    /** The statements of the test are told apart by what they do, their effect is in their parameters. */
    private void replay(BulkChange change) {
        var parameters = new ArrayList<>(change.statement().parameters());
        var affected = switch (change.statement().kind()) {
            case INSERT -> insert(number(parameters.get(0)), (String) parameters.get(1));
            case UPDATE -> raise((int) number(parameters.get(0)), number(parameters.get(1)));
            case DELETE -> delete(number(parameters.get(0)));
            case OTHER -> -1;
        };
        check(affected == change.rowCount(), change);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private int insert(long id, Object name) {
        return rows.put(id, new Row((String) name, 0)) == null ? 1 : -1;
    }

    private int raise(int by, long below) {
        var affected = rows.keySet().stream().filter(id -> id < below).toList();
        affected.forEach(id -> rows.computeIfPresent(id, (key, row) -> new Row(row.name(), row.amount() + by)));
        return affected.size();
    }

    private int delete(long below) {
        var affected = rows.keySet().stream().filter(id -> id < below).toList();
        affected.forEach(id -> {
            rows.remove(id);
            tags.remove(id);
            unknownTags.remove(id);
        });
        return affected.size();
    }

    private void check(boolean holds, Change change) {
        if (!holds) {
            throw new AssertionError("%s does not fit rows %s, tags %s".formatted(change, rows, tags));
        }
    }
}
