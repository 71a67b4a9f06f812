/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import org.jspecify.annotations.Nullable;

/** The common table expressions in sight. */
final class CommonTables {

    static final CommonTables NONE = new CommonTables("", Output.UNKNOWN, null);

    private final String name;
    private final Output output;
    private final @Nullable CommonTables others;

    private CommonTables(String name, Output output, @Nullable CommonTables others) {
        this.name = name;
        this.output = output;
        this.others = others;
    }

    /** With one that covers others of the same name. */
    CommonTables with(String alias, Output columns) {
        return new CommonTables(alias, columns, this);
    }

    /** Null for what is no common table expression. */
    @Nullable
    Output find(String alias) {
        for (var each = this; each != null; each = each.others) {
            if (each != NONE && each.name.equals(alias)) {
                return each.output;
            }
        }
        return null;
    }
}
