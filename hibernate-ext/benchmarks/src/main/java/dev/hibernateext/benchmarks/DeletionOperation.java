/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** What is done with rows that may be deleted, one transaction each, which a delete rolls back. */
public enum DeletionOperation {

    /** Loads one of the rows by its id. */
    FIND("find by id") {
        @Override
        Object run(SessionFactory factory, DeletionSubject subject, long row) {
            return factory.fromTransaction(
                    session -> session.find(subject.entity(), row).price());
        }
    },

    /** Lists twenty rows in HQL. */
    LIST("HQL list of 20") {
        @Override
        Object run(SessionFactory factory, DeletionSubject subject, long row) {
            return factory.fromTransaction(session -> session.createSelectionQuery(
                            "from Track t where t.id between :first and :last", subject.entity())
                    .setParameter("first", row)
                    .setParameter("last", row + 19)
                    .getResultList()
                    .size());
        }
    },

    /** Loads a row and removes it. */
    REMOVE("find, remove, flush") {
        @Override
        Object run(SessionFactory factory, DeletionSubject subject, long row) {
            return rolledBack(factory, session -> {
                subject.remove(session, session.find(subject.entity(), row));
                session.flush();
                return session;
            });
        }
    },

    /** Deletes in HQL, no row of which is there. */
    HQL_DELETE("HQL delete of none") {
        @Override
        Object run(SessionFactory factory, DeletionSubject subject, long row) {
            return rolledBack(
                    factory,
                    session -> session.createMutationQuery(subject.bulkDelete())
                            .setParameter("id", -row)
                            .executeUpdate());
        }
    };

    private final String title;

    DeletionOperation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract Object run(SessionFactory factory, DeletionSubject subject, long row);

    private static Object rolledBack(SessionFactory factory, Function<Session, Object> work) {
        try (var session = factory.openSession()) {
            var transaction = session.beginTransaction();
            try {
                return work.apply(session);
            } finally {
                transaction.rollback();
            }
        }
    }
}
