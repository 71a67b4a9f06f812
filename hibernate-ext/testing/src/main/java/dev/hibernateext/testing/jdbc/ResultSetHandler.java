/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Lets the calls of a result set fail. */
final class ResultSetHandler extends JdbcHandler<ResultSet> {

    private final Statement statement;

    ResultSetHandler(ResultSet target, Statement statement, JdbcFaults faults) {
        super(ResultSet.class, target, faults);
        this.statement = statement;
    }

    @Override
    @Nullable
    Object handle(Method method, Object @Nullable [] arguments) throws Throwable {
        return method.getName().equals("getStatement") ? statement : forward(method, arguments);
    }
}
