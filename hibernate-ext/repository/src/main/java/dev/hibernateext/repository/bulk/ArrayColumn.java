/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import org.hibernate.metamodel.mapping.JdbcMapping;

/** A column that is sent as an array. */
record ArrayColumn(String name, ArrayKind kind, JdbcMapping type) {

    /** The parameter in a statement. */
    String parameter() {
        return "?::" + kind.sqlName() + "[]";
    }
}
