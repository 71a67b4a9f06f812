/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a document holds, a text, number or boolean, into values of one Java type.
 *
 * @param expected what a value has to be, for messages, with its article
 * @param ordered whether values of the type have an order that is the same in Java and in every database
 * @param conversion gives null for what is no such value
 */
public record ValueReader(String expected, boolean ordered, Function<Object, @Nullable Object> conversion) {

    /**
     * Reads one value.
     *
     * @param raw a text, number or boolean
     * @return the value, or null if it is no such value
     */
    public @Nullable Object read(Object raw) {
        return conversion.apply(raw);
    }
}
