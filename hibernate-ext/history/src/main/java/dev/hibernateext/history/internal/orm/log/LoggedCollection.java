/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A collection whose elements have a history of their own, in another table.
 *
 * @param path of it
 * @param table in which its elements are added and removed
 * @param changeset the column with the number of the revision
 * @param owner the columns with the id of the owner
 */
record LoggedCollection(String path, String table, String changeset, List<String> owner) {

    /** How many elements were added or removed in the revision of a row; those tables are no entities. */
    String changes(List<String> ids, String number) {
        var sameOwner =
                owner.stream().map(column -> " and m." + column + " = ?").collect(Collectors.joining());
        var counted = "(select count(*) from %s m where m.%s = ?%s)".formatted(table, changeset, sameOwner);
        return "cast(sql('%s', %s, %s) as integer)"
                .formatted(counted.replace("'", "''"), number, String.join(", ", ids));
    }
}
