/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.RESTORED;
import static dev.hibernateext.history.RevisionKind.SOFT_DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;

import dev.hibernateext.history.HistoryFilter;
import dev.hibernateext.history.HistoryQuery;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.RevisionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The HQL that reads entries: the revision of each row of history, the numbers of the last revisions before it in which the
 * entity was there and in which it was deleted, and the row. Names in it come from the mapping, values are parameters.
 */
final class EntryStatement {

    /** Where the row begins in what is selected. */
    static final int ROW = 3;

    private final RecordedEntity entity;
    private final HistoryQuery query;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    EntryStatement(RecordedEntity entity, HistoryQuery query) {
        this.entity = entity;
        this.query = query;
        parameters.put("deletion", entity.deletion());
    }

    List<Object[]> list(StatelessSession session) {
        var created = session.createSelectionQuery(text(), Object[].class);
        parameters.forEach(created::setParameter);
        limit(created);
        return created.setReadOnly(true).getResultList();
    }

    private void limit(SelectionQuery<?> created) {
        created.setMaxResults(query.limit());
        var after = query.window().after();
        if (after != null) {
            created.setFirstResult(after.seen());
        }
    }

    private String text() {
        return "select r, (%s), (%s), %s from %s e%s%s where 1 = 1%s order by %s"
                .formatted(
                        lastPresence(),
                        lastDeletion(),
                        entity.selection("e"),
                        entity.table(),
                        entity.joinRevision(),
                        query.filter().changed() == null ? "" : before(),
                        conditions(),
                        order());
    }

    private String before() {
        return " left join %s p on %s and %s = (%s)"
                .formatted(entity.table(), entity.sameRow("p", "e"), entity.number("p"), lastPresence());
    }

    private String lastDeletion() {
        return earlier("d", "=");
    }

    private String lastPresence() {
        return earlier("x", "<>");
    }

    private String earlier(String alias, String comparison) {
        return "select max(%1$s) from %2$s %3$s where %4$s and %1$s < %5$s and %6$s %7$s :deletion%8$s"
                .formatted(
                        entity.number(alias),
                        entity.hierarchy(),
                        alias,
                        entity.sameRow(alias, "e"),
                        entity.number("e"),
                        entity.operation(alias),
                        comparison,
                        entity.scope().and(alias, entity, parameters));
    }

    private String conditions() {
        var filter = query.filter();
        return entity.scope().and("e", entity, parameters)
                + id()
                + after()
                + time(filter)
                + revision("actor", filter.actor())
                + revision("operation", filter.operation())
                + kinds(filter)
                + changed(filter.changed());
    }

    private String id() {
        var id = query.id();
        return id == null ? "" : " and " + entity.isRow("e", id, parameters);
    }

    private String after() {
        var after = query.window().after();
        if (after == null) {
            return "";
        }
        parameters.put("after", entity.revisions().number(after.revision()));
        return " and %s %s :after".formatted(entity.number("e"), query.window().oldestFirst() ? ">=" : "<=");
    }

    private String time(HistoryFilter filter) {
        return time(filter.from(), ">=") + time(filter.until(), "<");
    }

    private String time(@Nullable Instant instant, String comparison) {
        if (instant == null) {
            return "";
        }
        var name = comparison.equals("<") ? "untilTime" : "fromTime";
        parameters.put(name, entity.revisions().time(instant));
        return " and r.%s %s :%s".formatted(entity.revisions().timeName(), comparison, name);
    }

    private String revision(String name, @Nullable String value) {
        if (value == null) {
            return "";
        }
        entity.revisions().requireContext(name);
        parameters.put(name, value);
        return " and r.%1$s = :%1$s".formatted(name);
    }

    private String kinds(HistoryFilter filter) {
        return filter.kinds().isEmpty()
                ? ""
                : filter.kinds().stream().map(this::kind).collect(Collectors.joining(" or ", " and (", ")"));
    }

    /** A deletion is into the trash or for good, and what follows it a restore or a second birth: the entity decides. */
    private String kind(RevisionKind kind) {
        var trash = entity.isSoftDeletable();
        if (kind == DELETED || kind == SOFT_DELETED) {
            return trash == (kind == SOFT_DELETED) ? "%s = :deletion".formatted(entity.operation("e")) : "1 = 0";
        }
        var present = "%s <> :deletion".formatted(entity.operation("e"));
        var back = "coalesce((%s), -1) > coalesce((%s), -1)".formatted(lastDeletion(), lastPresence());
        if (kind == RESTORED) {
            return trash ? "(%s and %s)".formatted(present, back) : "1 = 0";
        }
        parameters.put("addition", entity.addition());
        var added = "%s = :addition".formatted(entity.operation("e"));
        if (kind == CREATED) {
            return trash ? "(%s and not %s)".formatted(added, back) : added;
        }
        assert kind == UPDATED;
        return "(%s and not %s and not %s)".formatted(present, added, back);
    }

    private String changed(@Nullable String path) {
        if (path == null) {
            return "";
        }
        var conditions = new ArrayList<String>();
        entity.own()
                .namesOf(path)
                .forEach(name -> conditions.add(
                        "%s is distinct from %s".formatted(entity.value("e", name), entity.value("p", name))));
        entity.hasElements("e", path).ifPresent(conditions::add);
        if (conditions.isEmpty()) {
            throw NotRecordedException.attribute(entity.name(), path);
        }
        return " and %s <> :deletion and (%s)".formatted(entity.operation("e"), String.join(" or ", conditions));
    }

    private String order() {
        var direction = query.window().oldestFirst() ? "" : " desc";
        return entity.number("e")
                + direction
                + entity.ids("e").stream().map(id -> ", " + id).collect(Collectors.joining());
    }
}
