/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry a {@link Context} to other threads, and Reactor with it. Found by Micrometer's
 * {@code ContextRegistry} through the service loader; without Micrometer on the class path nobody looks for it.
 */
public final class PropagatedContext implements ThreadLocalAccessor<Context> {

    /** Under which key the context is found in snapshots, and in the context of Reactor. */
    public static final String KEY = "dev.hibernateext.context";

    /** For the service loader. */
    public PropagatedContext() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Context getValue() {
        return Contexts.isOpen() ? Contexts.current() : null;
    }

    @Override
    public void setValue(Context context) {
        Contexts.open(context);
    }

    /** Where a snapshot has no context, work has none. */
    @Override
    public void setValue() {
        Contexts.open(Context.empty());
    }

    @Override
    public void restore(Context previous) {
        Contexts.closeInnermost();
    }

    @Override
    public void restore() {
        Contexts.closeInnermost();
    }
}
