/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import java.util.List;

/**
 * What makes prepared statements the same to the driver.
 *
 * @param sql the text
 * @param options what else was asked for
 */
record StatementKey(String sql, List<Object> options) {

    static StatementKey of(String sql, Object... options) {
        return new StatementKey(sql, List.of(options));
    }
}
