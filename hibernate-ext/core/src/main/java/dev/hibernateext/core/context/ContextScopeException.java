/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

import dev.hibernateext.core.HibernateExtException;

/** A scope was closed on another thread than the one it was opened on. */
public final class ContextScopeException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private ContextScopeException(String message) {
        super("context.foreign-thread", message, null);
    }

    static ContextScopeException onForeignThread(Thread owner) {
        return new ContextScopeException(
                "Cannot close a context scope on thread '%s': it was opened on thread '%s'. Carry a context to another thread with Contexts.wrap."
                        .formatted(Thread.currentThread().getName(), owner.getName()));
    }
}
