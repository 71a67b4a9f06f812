/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

/**
 * Where a session factory finds the context of the work at hand. Set with {@link
 * dev.hibernateext.core.CoreSettings#CONTEXT_SOURCE}; called by many threads, once or more for each flush, so it should not
 * block.
 */
@FunctionalInterface
public interface ContextSource {

    /** The scope that is open on the current thread. */
    ContextSource THREAD = Contexts::current;

    /**
     * The context of the calling thread's work.
     *
     * @return the context; {@link Context#empty()} where there is none
     */
    Context current();
}
