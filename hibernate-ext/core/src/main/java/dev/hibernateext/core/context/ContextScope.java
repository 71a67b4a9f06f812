/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

/** A context in force on one thread until closed. Belongs to the thread that opened it. */
public interface ContextScope extends AutoCloseable {

    /**
     * The context this scope put in force.
     *
     * @return the context given to {@link Contexts#open}
     */
    Context context();

    /**
     * Ends the scope. Afterwards the thread is in the innermost scope that is still open, or in none. Closing twice does
     * nothing; scopes may be closed in any order.
     *
     * @throws ContextScopeException if another thread than the one that opened the scope closes it
     */
    @Override
    void close();
}
