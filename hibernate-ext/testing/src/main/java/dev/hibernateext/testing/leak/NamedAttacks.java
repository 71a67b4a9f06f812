/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import static dev.hibernateext.testing.leak.Attack.Form.READ;
import static dev.hibernateext.testing.leak.Attack.stateful;

import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Named queries of the application that answer with the entity. */
final class NamedAttacks {

    private NamedAttacks() {}

    static void add(List<Attack> attacks, Subject subject, SessionFactory factory) {
        factory.unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getNamedObjectRepository()
                .visitNativeQueryMementos(named -> {
                    if (subject.javaType().equals(named.getResultType())) {
                        attacks.add(ofName(subject, named.getRegistrationName()));
                    }
                });
    }

    private static Attack ofName(Subject subject, String name) {
        return stateful(
                "named query " + name,
                READ,
                (s, t) -> QueryAttacks.contains(
                        s, s.createNamedSelectionQuery(name, subject.javaType()).getResultList(), t.id()),
                "Add the predicate of the tenant to its SQL");
    }
}
