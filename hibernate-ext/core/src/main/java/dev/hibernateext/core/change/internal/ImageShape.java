/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Which attributes the images of one entity or embeddable have, and how to copy and compare them. Immutable. */
public final class ImageShape {

    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Type[] types;
    private final @Nullable ImageShape[] embedded;

    private ImageShape(String[] names, Type[] types, boolean[] written) {
        this.types = types;
        this.embedded = new ImageShape[types.length];
        for (int i = 0; i < names.length; i++) {
            if (written[i] && !types[i].isCollectionType()) {
                positions.put(names[i], i);
                embedded[i] = embeddedShape(types[i]);
            }
        }
    }

    /** The shape of the state arrays of an entity; {@code written} tells which attributes Hibernate ever writes. */
    public static ImageShape of(EntityPersister persister, boolean[] written) {
        return new ImageShape(persister.getPropertyNames(), persister.getPropertyTypes(), written);
    }

    private static @Nullable ImageShape embeddedShape(Type type) {
        return type instanceof ComponentType component && hasReferences(component) ? of(component) : null;
    }

    private static ImageShape of(ComponentType type) {
        var all = new boolean[type.getSubtypes().length];
        Arrays.fill(all, true);
        return new ImageShape(type.getPropertyNames(), type.getSubtypes(), all);
    }

    private static boolean hasReferences(ComponentType type) {
        return Arrays.stream(type.getSubtypes())
                .anyMatch(part ->
                        part.isAssociationType() || (part instanceof ComponentType inner && hasReferences(inner)));
    }

    Map<String, Integer> positions() {
        return positions;
    }

    /** An image of a state array, detached from it; null if there is no array. */
    public @Nullable StateImage image(@Nullable Object @Nullable [] state, SharedSessionContractImplementor session) {
        if (state == null) {
            return null;
        }
        var values = new @Nullable Object[state.length];
        Arrays.fill(values, StateImage.UNKNOWN);
        for (int i : positions.values()) {
            values[i] = copy(i, state[i], session);
        }
        return new StateImage(this, values);
    }

    private @Nullable Object copy(int i, @Nullable Object value, SharedSessionContractImplementor session) {
        if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return StateImage.UNKNOWN;
        }
        var shape = embedded[i];
        if (shape != null && value != null) {
            return shape.image(((ComponentType) types[i]).getPropertyValues(value, session), session);
        }
        return References.detached(types[i], value, session);
    }

    boolean isEqual(int i, @Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return true;
        }
        if (left == null || right == null) {
            return false;
        }
        if (left instanceof StateImage image) {
            return image.differences((StateImage) right).isEmpty();
        }
        return types[i].isAssociationType() ? left.equals(right) : types[i].isEqual(left, right);
    }
}
