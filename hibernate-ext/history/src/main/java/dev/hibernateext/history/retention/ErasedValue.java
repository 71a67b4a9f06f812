/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.List;

/**
 * An attribute whose values can be erased.
 *
 * @param names of it in a row, or of all its parts
 * @param required whether it may not be null
 */
public record ErasedValue(List<String> names, boolean required) {

    /** Copies the names. */
    public ErasedValue {
        names = List.copyOf(names);
    }
}
