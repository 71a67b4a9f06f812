/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.softdelete.internal.DeletionKind;
import dev.hibernateext.core.softdelete.internal.EntityGraph;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.criteria.JpaRoot;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;

/** Reads the trash of an entity. */
final class TrashListing<E> {

    private final TrashSession session;
    private final TrashEntity entity;
    private final Class<E> type;

    TrashListing(TrashSession session, TrashEntity entity, Class<E> type) {
        this.session = session;
        this.entity = entity;
        this.type = type;
    }

    List<E> list(Restriction<? super E> restriction, List<? extends Order<? super E>> order, Page page) {
        var query = SelectionSpecification.create(type).restrict(restriction);
        var ordered = order.isEmpty() ? query.augment(this::lastFirst) : query.resort(order);
        return ordered.createQuery(session.view()).setPage(page).getResultList();
    }

    private void lastFirst(CriteriaBuilder builder, CriteriaQuery<E> query, Root<E> root) {
        query.orderBy(builder.desc(mark(root)), builder.asc(((JpaRoot<E>) root).id()));
    }

    private Path<?> mark(Root<E> root) {
        Path<?> path = root;
        for (var name : entity.deletion().mark().path()) {
            path = path.get(name);
        }
        return path;
    }

    long count(Restriction<? super E> restriction) {
        var view = session.view();
        var builder = view.getCriteriaBuilder();
        var query = builder.createQuery(Long.class);
        var root = query.from(type);
        query.select(builder.count(root)).where(restriction.toPredicate(root, builder));
        return view.createSelectionQuery(query).getSingleResult();
    }

    List<Object> ids(Restriction<? super E> restriction) {
        var view = session.view();
        var builder = view.getCriteriaBuilder();
        var query = builder.createQuery(Object.class);
        var root = query.from(type);
        query.select(root.id()).where(restriction.toPredicate(root, builder));
        return view.createSelectionQuery(query).getResultList();
    }

    List<DeletedSet> operations(Page page) {
        var deletion = entity.deletionId("e");
        if (deletion == null) {
            throw NotSoftDeletableException.withoutDeletionId(entity.persister().getEntityName());
        }
        var view = session.view();
        var by = entity.path("e", DeletionKind.BY);
        var hql =
                "select %1$s, min(%2$s)%3$s from %4$s e where %1$s is not null group by %1$s order by min(%2$s) desc, %1$s"
                        .formatted(deletion, entity.mark("e"), by == null ? "" : ", min(" + by + ")", entity.name());
        var rows = view.createSelectionQuery(hql, Object[].class).setPage(page).getResultList();
        var counts = counts(rows.stream().map(row -> (UUID) row[0]).toList(), view);
        return rows.stream().map(row -> set(row, counts)).toList();
    }

    private DeletedSet set(@Nullable Object[] row, Map<UUID, Map<String, Long>> counts) {
        var id = (UUID) Objects.requireNonNull(row[0]);
        var format = entity.deletion().mark().format();
        var at = row[1] == null || format == null ? null : format.instant(row[1]);
        return new DeletedSet(id, at, row.length > 2 ? (String) row[2] : null, counts.getOrDefault(id, Map.of()));
    }

    private Map<UUID, Map<String, Long>> counts(Collection<UUID> deletions, Session view) {
        var counts = new LinkedHashMap<UUID, Map<String, Long>>();
        if (!deletions.isEmpty()) {
            for (var root : roots()) {
                var deletion = root.deletionId("e");
                var hql = "select %1$s, count(e) from %2$s e where %1$s in (:deletions) group by %1$s"
                        .formatted(deletion, root.name());
                view.createSelectionQuery(hql, Object[].class)
                        .setParameterList("deletions", deletions)
                        .getResultList()
                        .forEach(row -> counts.computeIfAbsent((UUID) row[0], id -> new LinkedHashMap<>())
                                .put(root.root(), (Long) row[1]));
            }
        }
        return counts;
    }

    private List<TrashEntity> roots() {
        var graph = EntityGraph.of(session.factory());
        return graph.reachableFrom(entity.root(), name -> TrashEntity.find(name, session.factory()) != null).stream()
                .map(name -> TrashEntity.find(name, session.factory()))
                .filter(Objects::nonNull)
                .filter(each -> each.deletionId("e") != null)
                .collect(Collectors.toList());
    }
}
