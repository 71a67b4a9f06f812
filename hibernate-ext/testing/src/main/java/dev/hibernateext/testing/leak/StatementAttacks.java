/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import static dev.hibernateext.testing.leak.Attack.Form.CHANGE;
import static dev.hibernateext.testing.leak.Attack.Form.CHANGE_BY_ID;
import static dev.hibernateext.testing.leak.Attack.query;
import static dev.hibernateext.testing.leak.Attacks.GUARD;

import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SharedSessionContract;

/** Updates, deletes and inserts by HQL and criteria. */
final class StatementAttacks {

    private StatementAttacks() {}

    static void add(List<Attack> attacks, Subject subject) {
        attacks.add(query(
                "HQL delete",
                CHANGE_BY_ID,
                (s, t) -> execute(s, "delete from %s e where id(e) = :id".formatted(subject.name()), t.id()),
                GUARD));
        attacks.add(query(
                "criteria delete",
                CHANGE_BY_ID,
                (s, t) -> {
                    var builder = s.getCriteriaBuilder();
                    var delete = builder.createCriteriaDelete(subject.javaType());
                    var row = delete.from(subject.javaType());
                    delete.where(builder.equal(row.get(idName(subject)), t.id()));
                    return s.createMutationQuery(delete).executeUpdate() > 0;
                },
                GUARD));
        var change = subject.changeable();
        if (change != null) {
            update(attacks, subject, change);
        }
        var generator = subject.persister().getGenerator();
        if (subject.type().hasSingleIdAttribute() && generator != null && generator.generatesSometimes()) {
            insert(attacks, subject);
        }
    }

    private static String idName(Subject subject) {
        return subject.type().hasSingleIdAttribute()
                ? subject.type().getId(subject.type().getIdType().getJavaType()).getName()
                : "id";
    }

    private static void update(List<Attack> attacks, Subject subject, SingularAttribute<?, ?> change) {
        var hql = "update %s e set e.%s = :value where id(e) = :id".formatted(subject.name(), change.getName());
        attacks.add(query(
                "HQL update",
                CHANGE_BY_ID,
                (s, t) -> s.createMutationQuery(hql)
                                .setParameter("value", Members.get(t.detached(), change.getJavaMember()))
                                .setParameter("id", t.id())
                                .executeUpdate()
                        > 0,
                GUARD));
        attacks.add(query(
                "HQL update of all rows",
                Attack.Form.WRITE,
                (s, t) -> s.createMutationQuery(
                                        "update %s e set e.%2$s = e.%2$s".formatted(subject.name(), change.getName()))
                                .executeUpdate()
                        > 0,
                GUARD));
    }

    /** A copy of the row by insert-select: refused by its own unique keys where it has some. */
    private static void insert(List<Attack> attacks, Subject subject) {
        var names = new ArrayList<String>();
        subject.basics().forEach(attribute -> names.add(attribute.getName()));
        subject.references().forEach(attribute -> names.add(attribute.getName()));
        if (names.isEmpty()) {
            return;
        }
        var hql = "insert into %s (%s) select %s from %s e where id(e) = :id"
                .formatted(
                        subject.name(),
                        String.join(", ", names),
                        String.join(", ", names.stream().map("e."::concat).toList()),
                        subject.name());
        attacks.add(query("HQL insert-select", CHANGE, (s, t) -> execute(s, hql, t.id()), GUARD));
    }

    private static boolean execute(SharedSessionContract session, String hql, Object id) {
        return session.createMutationQuery(hql).setParameter("id", id).executeUpdate() > 0;
    }
}
