/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/**
 * One way to get at a row.
 *
 * @param name for reports
 * @param form how it is judged
 * @param stateless in which kind of session it is tried
 * @param trial what is done
 * @param remedy what closes the hole
 */
record Attack(String name, Form form, boolean stateless, Trial<SharedSessionContract> trial, String remedy) {

    /** How an attack is judged. */
    enum Form {
        /** The row is found, and an absent identifier must look the same. */
        LOOKUP,
        /** The row is among what is found. */
        READ,
        /** A number of rows, or none; rolled back for the owner. */
        CHANGE,
        /** As {@link #CHANGE}; an absent identifier must look the same. */
        CHANGE_BY_ID,
        /** A write that need not throw if it has no effect. */
        WRITE,
        /** Only the second tenant tries it, and what it writes is taken back. */
        OWN_WRITE,
        /** As {@link #OWN_WRITE}; a policy decides what a leak means. */
        REFERENCE,
        /** As {@link #READ}; a policy decides what a leak means. */
        NATIVE,
        /** Nothing is tried: it was seen while the rows were made. */
        OBSERVED;

        boolean isCompared() {
            return this == LOOKUP || this == CHANGE_BY_ID;
        }

        boolean isTriedByOwner() {
            return this != OWN_WRITE && this != REFERENCE && this != OBSERVED;
        }

        boolean isWrite() {
            return this == CHANGE || this == CHANGE_BY_ID || this == WRITE;
        }

        Hole hole() {
            return switch (this) {
                case NATIVE -> Hole.NATIVE;
                case REFERENCE -> Hole.REFERENCE;
                default -> Hole.NONE;
            };
        }
    }

    /** Says whether the row was reached. */
    @FunctionalInterface
    interface Trial<S extends SharedSessionContract> {

        boolean reaches(S session, Target target);
    }

    static Attack stateful(String name, Form form, Trial<Session> trial, String remedy) {
        return new Attack(name, form, false, (session, target) -> trial.reaches((Session) session, target), remedy);
    }

    static Attack stateless(String name, Form form, Trial<StatelessSession> trial, String remedy) {
        return new Attack(
                name, form, true, (session, target) -> trial.reaches((StatelessSession) session, target), remedy);
    }

    static Attack query(String name, Form form, Trial<SharedSessionContract> trial, String remedy) {
        return new Attack(name, form, false, trial, remedy);
    }
}
