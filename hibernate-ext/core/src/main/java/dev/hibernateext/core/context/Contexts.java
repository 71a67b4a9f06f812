/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

import dev.hibernateext.core.HibernateExt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Context} in force on the current thread.
 *
 * <p>A context is never inherited by another thread; {@link #wrap(Runnable)}, {@link #wrap(Callable)} and {@link
 * #wrap(Executor)} carry it there.
 *
 * <pre>{@code
 * try (var scope = Contexts.open(Context.ofActor("ada"))) {
 *     session.persist(invoice);
 * }
 * }</pre>
 */
public final class Contexts {

    /** The innermost scope of each thread. Removed with the last scope, so that a pooled thread keeps nothing. */
    private static final ThreadLocal<OpenScope> INNERMOST = new ThreadLocal<>();

    private Contexts() {}

    /**
     * Puts a context in force until the scope is closed.
     *
     * @param context the context; it replaces the current one as a whole
     * @return the scope to close, on this thread
     */
    public static ContextScope open(Context context) {
        var scope = new OpenScope(context, INNERMOST.get());
        INNERMOST.set(scope);
        return scope;
    }

    /**
     * The context in force on this thread.
     *
     * @return the context of the innermost open scope, or {@link Context#empty()}
     */
    public static Context current() {
        var scope = INNERMOST.get();
        return scope == null ? Context.empty() : scope.context;
    }

    /**
     * The context of this thread's work, as a session factory sees it.
     *
     * @param factory an open session factory
     * @return what the source set with {@link dev.hibernateext.core.CoreSettings#CONTEXT_SOURCE} answers; {@link
     *     Context#empty()} where there is none
     */
    public static Context of(SessionFactory factory) {
        return ((ContextSource) HibernateExt.of(factory)).current();
    }

    /**
     * Whether a scope is open on this thread.
     *
     * @return false if {@link #current()} is empty because nobody opened a scope
     */
    public static boolean isOpen() {
        return INNERMOST.get() != null;
    }

    /**
     * Runs work in a context.
     *
     * @param context the context
     * @param work what to do; its exceptions pass
     */
    public static void run(Context context, Runnable work) {
        try (var scope = open(context)) {
            work.run();
        }
    }

    /**
     * Runs work in a context and returns its result.
     *
     * @param context the context
     * @param work what to do
     * @param <T> what it returns
     * @return the work's result
     * @throws Exception whatever the work throws
     */
    public static <T extends @Nullable Object> T call(Context context, Callable<T> work) throws Exception {
        try (var scope = open(context)) {
            return work.call();
        }
    }

    /**
     * Work that runs in the context of now, on whichever thread.
     *
     * @param work what to do
     * @return work to hand to another thread
     */
    public static Runnable wrap(Runnable work) {
        var context = current();
        return () -> run(context, work);
    }

    /**
     * Work that runs in the context of now, on whichever thread, and returns a result.
     *
     * @param work what to do
     * @param <T> what it returns
     * @return work to hand to another thread
     */
    public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
        var context = current();
        return () -> call(context, work);
    }

    /**
     * An executor that runs each task in the context of the thread that submits it.
     *
     * @param executor runs the tasks
     * @return the wrapping executor
     */
    public static Executor wrap(Executor executor) {
        return work -> executor.execute(wrap(work));
    }

    /** Ends the scope in force, for those who end scopes strictly in order. */
    static void closeInnermost() {
        var scope = INNERMOST.get();
        if (scope != null) {
            scope.close();
        }
    }

    private static final class OpenScope implements ContextScope {

        private final Context context;
        private final @Nullable OpenScope outer;
        private final Thread owner = Thread.currentThread();
        private boolean closed;

        OpenScope(Context context, @Nullable OpenScope outer) {
            this.context = context;
            this.outer = outer;
        }

        @Override
        public Context context() {
            return context;
        }

        @Override
        public void close() {
            if (Thread.currentThread() != owner) {
                throw ContextScopeException.onForeignThread(owner);
            }
            closed = true;
            restore(innermostOpen(INNERMOST.get()));
        }

        private static @Nullable OpenScope innermostOpen(@Nullable OpenScope scope) {
            while (scope != null && scope.closed) {
                scope = scope.outer;
            }
            return scope;
        }

        private static void restore(@Nullable OpenScope scope) {
            if (scope == null) {
                INNERMOST.remove();
            } else {
                INNERMOST.set(scope);
            }
        }
    }
}
