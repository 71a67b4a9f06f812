/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The attribute values of a write, in the order of Hibernate's state arrays, which it shares and changes. */
public final class WriteState {

    private final @Nullable Object[] current;
    private final @Nullable Object @Nullable [] old;
    private @Nullable Object @Nullable [] queued;
    private @Nullable BitSet dirty;

    private WriteState(@Nullable Object[] current, @Nullable Object @Nullable [] old) {
        this.current = current;
        this.old = old;
    }

    /** A write of which only the values to write are known. */
    public static WriteState of(@Nullable Object[] current) {
        return new WriteState(current, null);
    }

    /** An insert that waits in the session with values of its own, while the entity may hold other ones. */
    public static WriteState queued(@Nullable Object[] current, @Nullable Object[] queued) {
        var state = of(current);
        state.queued = queued;
        return state;
    }

    /** A write over known values, if they are known, with the indexes that differ, if they are known. */
    public static WriteState over(
            @Nullable Object @Nullable [] old, @Nullable Object[] current, int @Nullable [] dirty) {
        var state = new WriteState(current, old);
        if (dirty != null) {
            var bits = new BitSet();
            Arrays.stream(dirty).forEach(bits::set);
            state.dirty = bits;
        }
        return state;
    }

    @Nullable
    Object[] current() {
        return current;
    }

    @Nullable
    Object @Nullable [] old() {
        return old;
    }

    boolean isDirty(int index) {
        return dirty == null || dirty.get(index);
    }

    void set(WriteTarget target, int index, @Nullable Object value) {
        current[index] = value;
        if (queued != null) {
            queued[index] = target.persister()
                    .getPropertyTypes()[index]
                    .deepCopy(value, target.session().getFactory());
        }
        if (dirty != null) {
            dirty.set(index);
        }
    }
}
