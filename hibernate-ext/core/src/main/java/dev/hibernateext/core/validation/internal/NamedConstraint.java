/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import java.util.List;

/**
 * A constraint the mappings have a name for.
 *
 * @param name as the mappings write it
 * @param table the table that has it
 * @param columns its columns, as far as they are known
 */
public record NamedConstraint(String name, String table, List<String> columns) {

    /** Copies the columns. */
    public NamedConstraint {
        columns = List.copyOf(columns);
    }
}
