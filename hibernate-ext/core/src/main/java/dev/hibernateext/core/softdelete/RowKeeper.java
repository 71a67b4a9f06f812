/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.List;

/** Sees rows before a purge removes them. */
interface RowKeeper {

    /** Lets them go. */
    RowKeeper NONE = new RowKeeper() {

        @Override
        public void keep(String root, List<Object> ids) {}

        @Override
        public void keep(CollectionTable table, List<Object> ids) {}
    };

    /** Rows of a hierarchy, in all its tables. Called for all of them before anything is changed. */
    void keep(String root, List<Object> ids);

    /** The rows of a collection that hold one of the identifiers. */
    void keep(CollectionTable table, List<Object> ids);
}
