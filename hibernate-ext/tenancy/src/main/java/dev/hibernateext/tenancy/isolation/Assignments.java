/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import net.sf.jsqlparser.statement.update.UpdateSet;

/** Looks at what columns are set to. */
final class Assignments {

    private Assignments() {}

    /** A column with the tenant may be set to the tenant only. */
    static void check(UpdateSet set, Block block) {
        for (var i = 0; i < set.getColumns().size(); i++) {
            var place = block.place(set.getColumn(i));
            if (place == null || !place.source().hasTenant(place.column())) {
                continue;
            }
            var single = set.getValues().size() == set.getColumns().size();
            var value = single ? block.value(set.getValue(i)) : null;
            if (value == null || value.proof() == null) {
                place.source().refuse();
            } else {
                place.source().prove(value.proof());
            }
        }
    }
}
