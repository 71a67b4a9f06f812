/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import java.sql.Connection;

/** How much a transaction sees of others that run at the same time; the levels of JDBC. */
public enum Isolation {

    /** Whatever the connection comes with. */
    AS_CONFIGURED(Connection.TRANSACTION_NONE),

    /** {@link Connection#TRANSACTION_READ_UNCOMMITTED}. */
    READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),

    /** {@link Connection#TRANSACTION_READ_COMMITTED}. */
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),

    /** {@link Connection#TRANSACTION_REPEATABLE_READ}; snapshot isolation on PostgreSQL. */
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),

    /** {@link Connection#TRANSACTION_SERIALIZABLE}; expect serialization failures and allow retries. */
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int level;

    Isolation(int level) {
        this.level = level;
    }

    /** The constant of {@link Connection}; 0 where nothing is set. */
    int level() {
        return level;
    }

    /** Whether a transaction at a JDBC level gives what this one asks for. */
    boolean isMetBy(int actualLevel) {
        return level <= actualLevel;
    }
}
