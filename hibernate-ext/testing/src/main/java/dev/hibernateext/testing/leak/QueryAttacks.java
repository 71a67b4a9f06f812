/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import static dev.hibernateext.testing.leak.Attack.Form.LOOKUP;
import static dev.hibernateext.testing.leak.Attack.Form.READ;
import static dev.hibernateext.testing.leak.Attack.query;
import static dev.hibernateext.testing.leak.Attack.stateful;
import static dev.hibernateext.testing.leak.Attack.stateless;
import static dev.hibernateext.testing.leak.Attacks.SCOPE;

import dev.hibernateext.testing.leak.Attack.Form;
import jakarta.persistence.metamodel.EntityType;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;

/** Reads by HQL and criteria. */
final class QueryAttacks {

    private final List<Attack> attacks;
    private final Subject subject;

    private QueryAttacks(List<Attack> attacks, Subject subject) {
        this.attacks = attacks;
        this.subject = subject;
    }

    static void add(List<Attack> attacks, Subject subject, Model model) {
        var queries = new QueryAttacks(attacks, subject);
        queries.addRows();
        queries.addWholeTable();
        queries.addAssociations();
        queries.addParents(model);
    }

    private void addRows() {
        byId("HQL by id", LOOKUP, "select e from %s e where id(e) = :id".formatted(subject.name()));
        byId(
                "HQL select of the identifier",
                LOOKUP,
                "select id(e) from %s e where id(e) = :id".formatted(subject.name()));
        byId(
                "HQL subquery",
                READ,
                "select e from %1$s e where id(e) in (select id(i) from %1$s i where id(i) = :id)"
                        .formatted(subject.name()));
        byId(
                "HQL cross join",
                READ,
                "select b from %1$s a cross join %1$s b where id(b) = :id".formatted(subject.name()));
        for (var attribute : subject.basics()) {
            byId(
                    "HQL select of " + attribute.getName(),
                    READ,
                    "select e.%s from %s e where id(e) = :id".formatted(attribute.getName(), subject.name()));
        }
        for (var parent = subject.type().getSupertype(); parent != null; parent = parent.getSupertype()) {
            if (parent instanceof EntityType<?> entity) {
                byId(
                        "HQL as " + entity.getName(),
                        READ,
                        "select e from %s e where id(e) = :id".formatted(entity.getName()));
            }
        }
    }

    private void byId(String name, Form form, String hql) {
        attacks.add(query(name, form, (s, t) -> isFound(s, hql, t.id()), SCOPE));
    }

    private static boolean isFound(SharedSessionContract session, String hql, Object id) {
        return !session.createSelectionQuery(hql, Object.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }

    private void addWholeTable() {
        var all = "from " + subject.name();
        attacks.add(stateful(
                "HQL of all rows",
                READ,
                (s, t) -> contains(s, s.createSelectionQuery(all, Object.class).getResultList(), t.id()),
                SCOPE));
        attacks.add(stateful(
                "query cache",
                READ,
                (s, t) -> contains(
                        s,
                        s.createSelectionQuery(all, Object.class)
                                .setCacheable(true)
                                .getResultList(),
                        t.id()),
                SCOPE));
        attacks.add(stateful(
                "criteria",
                READ,
                (s, t) -> {
                    var criteria = s.getCriteriaBuilder().createQuery(subject.javaType());
                    criteria.from(subject.javaType());
                    return contains(s, s.createSelectionQuery(criteria).getResultList(), t.id());
                },
                SCOPE));
        attacks.add(stateless(
                "stateless HQL",
                READ,
                (s, t) -> isFound(s, "select e from %s e where id(e) = :id".formatted(subject.name()), t.id()),
                SCOPE));
    }

    static boolean contains(Session session, List<?> found, Object id) {
        return found.stream().anyMatch(row -> row != null && id.equals(session.getIdentifier(row)));
    }

    private void addAssociations() {
        for (var reference : subject.references()) {
            var name = reference.getName();
            byId(
                    "HQL join of " + name,
                    READ,
                    "select r from %s e join e.%s r where id(e) = :id".formatted(subject.name(), name));
            byId(
                    "HQL fetch of " + name,
                    READ,
                    "select e from %s e join fetch e.%s where id(e) = :id".formatted(subject.name(), name));
            byId(
                    "HQL path to " + name,
                    READ,
                    "select e.%s from %s e where id(e) = :id".formatted(name, subject.name()));
        }
        for (var plural : subject.collections()) {
            var name = plural.getName();
            byId(
                    "elements of " + name,
                    READ,
                    "select x from %s e join e.%s x where id(e) = :id".formatted(subject.name(), name));
            byId(
                    "size of " + name,
                    READ,
                    "select id(e) from %s e where id(e) = :id and size(e.%s) > 0".formatted(subject.name(), name));
        }
    }

    private void addParents(Model model) {
        for (var parent : model.all()) {
            for (var plural : parent.inverseCollections()) {
                if (plural.getElementType().getJavaType().isAssignableFrom(subject.javaType())) {
                    byId(
                            "join from %s.%s".formatted(parent.name(), plural.getName()),
                            READ,
                            "select x from %s p join p.%s x where id(x) = :id"
                                    .formatted(parent.name(), plural.getName()));
                }
            }
            for (var reference : parent.references()) {
                if (reference.getJavaType().isAssignableFrom(subject.javaType())) {
                    byId(
                            "join from %s.%s".formatted(parent.name(), reference.getName()),
                            READ,
                            "select x from %s x left join %s r on r.%s = x where id(x) = :id"
                                    .formatted(subject.name(), parent.name(), reference.getName()));
                }
            }
        }
    }
}
