/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.Image;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An image kept as an array in the order of the mapping, since there may be many. Immutable. */
public final class StateImage implements Image {

    static final Object UNKNOWN = new Object();

    private final ImageShape shape;
    private final @Nullable Object[] values;

    StateImage(ImageShape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    @Override
    public Set<String> attributes() {
        var known = new LinkedHashSet<String>();
        shape.positions().forEach((name, i) -> {
            if (knows(i)) {
                known.add(name);
            }
        });
        return Collections.unmodifiableSet(known);
    }

    private boolean knows(int i) {
        return values[i] != UNKNOWN;
    }

    @Override
    public @Nullable Object get(String attribute) {
        var i = shape.positions().get(attribute);
        if (i == null || !knows(i)) {
            throw new IllegalArgumentException(
                    "No attribute '%s' in this image. It has %s.".formatted(attribute, attributes()));
        }
        return values[i];
    }

    @Override
    public Set<String> differences(Image other) {
        var differing = new LinkedHashSet<String>();
        var that = (StateImage) other;
        shape.positions().forEach((name, i) -> {
            if (knows(i) && that.knows(i) && !shape.isEqual(i, values[i], that.values[i])) {
                differing.add(name);
            }
        });
        return Collections.unmodifiableSet(differing);
    }

    /** This image, with attributes that a statement did not write as they were before it, or unknown. */
    public StateImage keeping(boolean[] notWritten, @Nullable StateImage before) {
        var merged = values.clone();
        for (int i = 0; i < merged.length; i++) {
            if (notWritten[i]) {
                merged[i] = before == null ? UNKNOWN : before.values[i];
            }
        }
        return new StateImage(shape, merged);
    }

    /** This image, with what it does not know taken from an earlier one. */
    StateImage completedBy(StateImage earlier) {
        var merged = values.clone();
        for (int i = 0; i < merged.length; i++) {
            if (!knows(i)) {
                merged[i] = earlier.values[i];
            }
        }
        return new StateImage(shape, merged);
    }

    /** The names of the attributes, never a value. */
    @Override
    public String toString() {
        return "Image" + attributes();
    }
}
