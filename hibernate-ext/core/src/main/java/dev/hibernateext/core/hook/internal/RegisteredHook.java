/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import java.util.Comparator;
import java.util.function.Consumer;

/**
 * A hook and its place among others.
 *
 * @param type the type of entity it is for
 * @param order lower runs first
 * @param sequence decides between equal orders; unique in a factory
 * @param hook the code to run, with the kind of write its phase has
 */
public record RegisteredHook(Class<?> type, int order, long sequence, Consumer<? super WriteOfEntity> hook) {

    static final Comparator<RegisteredHook> ORDER =
            Comparator.comparingInt(RegisteredHook::order).thenComparingLong(RegisteredHook::sequence);

    boolean accepts(Class<?> entityType) {
        return type.isAssignableFrom(entityType);
    }
}
