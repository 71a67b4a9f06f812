/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.jspecify.annotations.Nullable;

/** How a database is told that a unique key leaves out deleted rows. */
public enum ActiveRows {

    /** A condition on the index. */
    PARTIAL_INDEX,

    /** A column of the index that is null in deleted rows: rows with a null in their key do not collide. */
    GENERATED_COLUMN;

    /** The databases whose behaviour is tested; null for others. */
    public static @Nullable ActiveRows of(Dialect dialect) {
        if (dialect instanceof PostgreSQLDialect) {
            return PARTIAL_INDEX;
        }
        return dialect instanceof H2Dialect || dialect instanceof MariaDBDialect ? GENERATED_COLUMN : null;
    }

    /** The condition of the index. */
    public static String condition(String mark) {
        return "where " + mark + " is null";
    }

    /** The expression of the generated column. */
    public static String expression(String mark) {
        return "case when " + mark + " is null then 1 end";
    }
}
