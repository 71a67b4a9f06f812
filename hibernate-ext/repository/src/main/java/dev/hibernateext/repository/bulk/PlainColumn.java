/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.Locale;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values are sent in binary.
 *
 * @param name as it is in Hibernate's statement, quotes included
 * @param kind how its values are written
 * @param type how its values are mapped
 * @param attribute the path of its attribute
 */
record PlainColumn(String name, ColumnKind kind, JdbcMapping type, String attribute) {

    /** The parameter in a statement. */
    String parameter() {
        return "?::" + kind.sqlName() + "[]";
    }

    /** As the catalogue of the database names it. */
    String storedName() {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    PlainColumn sentAs(ColumnKind other) {
        return new PlainColumn(name, other, type, attribute);
    }

    void put(WireBuffer out, @Nullable Object value, SharedSessionContractImplementor session) {
        if (value == null) {
            out.putNull();
        } else {
            kind.put(out, type, value, session);
        }
    }
}
