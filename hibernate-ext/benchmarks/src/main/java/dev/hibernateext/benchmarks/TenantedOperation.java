/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import org.hibernate.SessionFactory;

/** What is done with the rows of a tenant, one transaction each. */
public enum TenantedOperation {

    /** Loads one of the rows by its id. */
    FIND("find by id") {
        @Override
        Object run(SessionFactory factory, TenantedSubject subject, long row) {
            return factory.fromTransaction(
                    session -> session.find(subject.entity(), row).price());
        }
    },

    /** Lists twenty rows in HQL. */
    LIST("HQL list of 20") {
        @Override
        Object run(SessionFactory factory, TenantedSubject subject, long row) {
            return factory.fromTransaction(session -> session.createSelectionQuery(
                            "from Track t where t.id between :first and :last", subject.entity())
                    .setParameter("first", row)
                    .setParameter("last", row + 19)
                    .getResultList()
                    .size());
        }
    };

    private final String title;

    TenantedOperation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract Object run(SessionFactory factory, TenantedSubject subject, long row);
}
