/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Nth JDBC call fail, so that a test can run an operation with N = 1, 2, 3 … until none is hit and look at what
 * each failure leaves behind.
 *
 * <p>These calls count: {@code getConnection}, {@code createStatement}, {@code prepareStatement}, {@code prepareCall},
 * {@code addBatch}, all {@code execute…}, {@code setAutoCommit}, {@code commit}, {@code rollback}, {@code setSavepoint},
 * {@code releaseSavepoint}, {@code ResultSet.next}, and {@code close} of connections, statements and result sets.
 *
 * <p>A call that fails does not reach the driver, except {@code close}: a driver that fails to close has lost the resource
 * all the same. Safe for use by many threads.
 */
public final class JdbcFaults {

    private static final Set<String> COUNTED = Set.of(
            "getConnection",
            "createStatement",
            "prepareStatement",
            "prepareCall",
            "addBatch",
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "executeBatch",
            "executeLargeBatch",
            "setAutoCommit",
            "commit",
            "rollback",
            "setSavepoint",
            "releaseSavepoint",
            "next",
            "close");

    private int calls;
    private @Nullable Fault armed;
    private @Nullable String hit;

    JdbcFaults() {}

    /**
     * Arms one failure instead of the call. Counting starts anew.
     *
     * @param n which call from now on, 1 is the next
     * @param failure what the caller gets
     */
    public synchronized void failCall(int n, SQLException failure) {
        arm(new Fault(n, failure, false));
    }

    /**
     * Arms one failure after the call has done its work, as a connection lost before the answer came: the outcome of a
     * {@code commit} is then unknown to the caller. Counting starts anew; {@code getConnection} fails instead of the call.
     *
     * @param n which call from now on, 1 is the next
     * @param failure what the caller gets
     */
    public synchronized void failAfterCall(int n, SQLException failure) {
        arm(new Fault(n, failure, true));
    }

    /**
     * Lets all further calls pass.
     *
     * @return whether the armed call came; a loop over N ends when it did not
     */
    public synchronized boolean disarm() {
        armed = null;
        return hit != null;
    }

    /** Disarms what is armed, forgets what was hit and starts counting anew. */
    public synchronized void clear() {
        armed = null;
        hit = null;
        calls = 0;
    }

    /**
     * How many calls there were since a failure was armed or {@link #clear()} was called.
     *
     * @return the failed one included
     */
    public synchronized int calls() {
        return calls;
    }

    /**
     * Whether the armed call came.
     *
     * @return false as long as there were fewer calls
     */
    public synchronized boolean isHit() {
        return hit != null;
    }

    /**
     * The method that failed.
     *
     * @return its JDBC name, such as {@code executeBatch}; null while nothing was hit
     */
    public synchronized @Nullable String hitMethod() {
        return hit;
    }

    @Nullable
    Object around(String method, JdbcCall call) throws Throwable {
        var fault = COUNTED.contains(method) ? count(method) : null;
        if (fault == null) {
            return call.run();
        }
        if (method.equals("close") || (fault.afterwards() && !method.equals("getConnection"))) {
            call.run();
        }
        throw fault.failure();
    }

    private synchronized @Nullable Fault count(String method) {
        calls++;
        if (armed == null || armed.call() != calls) {
            return null;
        }
        hit = method;
        return armed;
    }

    private void arm(Fault fault) {
        if (fault.call() < 1) {
            throw new IllegalArgumentException("Calls are counted from 1, not from " + fault.call() + ".");
        }
        clear();
        armed = fault;
    }

    private record Fault(int call, SQLException failure, boolean afterwards) {}

    /** A JDBC call to be made. */
    @FunctionalInterface
    interface JdbcCall {
        @Nullable
        Object run() throws Throwable;
    }
}
