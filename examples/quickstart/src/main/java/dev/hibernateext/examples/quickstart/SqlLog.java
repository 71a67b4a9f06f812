/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** What the JDBC driver was asked to execute, in order. Belongs to one thread. */
final class SqlLog implements QueryExecutionListener {

    private final List<String> executed = new ArrayList<>();

    /** A data source whose statements are noted here. A batch counts once: it is one call of the driver. */
    DataSource watch(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource).listener(this).build();
    }

    /** What was executed since the last call. */
    List<String> take() {
        var taken = List.copyOf(executed);
        executed.clear();
        return taken;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        executed.add(queries.get(0).getQuery());
    }
}
