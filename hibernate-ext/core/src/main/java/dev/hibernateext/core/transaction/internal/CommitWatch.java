/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction.internal;

import dev.hibernateext.core.internal.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the JDBC transactions of one session beyond what Hibernate knows: how the last one really ended, and
 * which marks for rollback a savepoint has made void. Sessions that were never watched have none. Belongs to the session's
 * thread.
 */
public final class CommitWatch {

    private @Nullable CommitWitness witness;
    private Ending ending = Ending.OPEN;
    private @Nullable RuntimeException rollbackFailure;
    private boolean commitLost;
    private boolean marked;
    private boolean marksVoid;
    private boolean working;

    private CommitWatch() {}

    /** The watch of a session, from now on. */
    public static CommitWatch of(SessionState session) {
        return session.attachment(CommitWatch.class, state -> new CommitWatch());
    }

    /** Who asks the database for the outcome of a commit nobody answered; null for nobody. */
    public void witness(@Nullable CommitWitness value) {
        witness = value;
    }

    /** Who asks the database for the outcome. */
    public @Nullable CommitWitness witness() {
        return witness;
    }

    /** How the last transaction ended. */
    public Ending ending() {
        return ending;
    }

    /** A transaction begins. */
    public void begun() {
        ending = Ending.OPEN;
        rollbackFailure = null;
        commitLost = false;
        marked = false;
        marksVoid = false;
        working = false;
    }

    /**
     * A unit of work runs in the transaction, whose owner looks for marks of the connection when it ends. Meanwhile Hibernate does
     * not get to see them, because it would answer a {@code find} that failed with null.
     */
    public void working(boolean value) {
        working = value;
    }

    /** The transaction has ended. */
    public void ended(Ending value) {
        ending = value;
    }

    /** The commit got no answer, and the database was asked for the outcome. */
    public void askedAfterLostCommit(Ending answer) {
        ending = answer;
        commitLost = answer == Ending.ROLLED_BACK;
    }

    /** Whether the commit got no answer and has not happened. */
    public boolean isCommitLost() {
        return commitLost;
    }

    /** The rollback failed, and the connection was cut so that it has the same effect. */
    public void rollbackFailure(RuntimeException failure) {
        rollbackFailure = failure;
    }

    /** Why the rollback of the last transaction failed, if it did. */
    public @Nullable RuntimeException rollbackFailure() {
        return rollbackFailure;
    }

    /** Somebody marked the transaction for rollback. */
    public void marked() {
        marked = true;
    }

    /** The database is back at a savepoint, so whatever failed since is undone: the transaction may commit again. */
    public void voidMarks() {
        marked = false;
        marksVoid = true;
    }

    /** Whether a connection that says it is marked for rollback is so because of a failure that was undone. */
    public boolean ignoresMarkOfConnection() {
        return marksVoid && !marked;
    }

    /** Whether Hibernate is not to see that the connection is marked for rollback. */
    public boolean hidesMarkOfConnection() {
        return ignoresMarkOfConnection() || (working && !marked);
    }

    /** How a JDBC transaction ended. */
    public enum Ending {
        /** It has not. */
        OPEN,
        /** The database confirmed the commit. */
        COMMITTED,
        /** Nothing of it is in the database. */
        ROLLED_BACK,
        /** The connection broke during the commit, and the database was not or could not be asked. */
        UNKNOWN
    }
}
