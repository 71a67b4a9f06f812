/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction.internal;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds out what became of a commit whose answer got lost. Belongs to one session. */
public interface CommitWitness {

    /** Notes what identifies the transaction, on its connection, right before the commit. */
    void note(Connection connection) throws SQLException;

    /** Asks the database, over other connections. Blocks until it knows or gives up. */
    CommitWatch.Ending ask();
}
