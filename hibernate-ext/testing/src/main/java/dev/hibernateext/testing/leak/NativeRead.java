/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import dev.hibernateext.testing.leak.Attack.Trial;
import org.hibernate.SharedSessionContract;

/** Reads the tables by SQL, past Hibernate. */
final class NativeRead {

    private NativeRead() {}

    static Trial<SharedSessionContract> of(Subject subject) {
        return (session, target) -> session.doReturningWork(connection -> {
            var stored = TableRows.read(connection, subject.tables());
            return !stored.rows().isEmpty() && stored.containsAny(target.stored());
        });
    }
}
