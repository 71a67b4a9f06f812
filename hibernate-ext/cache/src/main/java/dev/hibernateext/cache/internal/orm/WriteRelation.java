/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Set;

/**
 * What is written behind a write of a table.
 *
 * @param ofDeletes whether only deletes do so
 * @param columns of which an update has to set one; none for any update
 * @param then what is written
 */
record WriteRelation(boolean ofDeletes, Set<String> columns, RowWrite then) {

    /** Each write of a table may do anything to another. */
    static WriteRelation anyTo(String table, Set<String> columns) {
        return new WriteRelation(false, columns, RowWrite.of(table, RowWrite.Kind.DELETE));
    }

    boolean isOf(RowWrite write) {
        return ofDeletes ? write.isDelete() : write.mayChange(columns);
    }
}
