/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the transactions of one tenant are to be set to, on one connection. */
final class CarriedSettings {

    private final List<Entry> entries;
    private final String select;
    private final String mark;

    /**
     * Settings of one checkout.
     *
     * @param entries none is valid
     * @param mark ends each statement, so that statements of other tenants are other statements to the driver; may be empty
     */
    CarriedSettings(List<Entry> entries, String mark) {
        this.entries = entries;
        this.select = entries.stream()
                .map(entry -> "set_config('" + entry.name() + "',?,true)")
                .collect(Collectors.joining(",", "select ", ""));
        this.mark = mark;
    }

    /** One setting; its value is asked for at each use, since a token ages. */
    record Entry(String name, Supplier<String> value) {}

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int count() {
        return entries.size();
    }

    /** The statement with the settings in front. */
    String before(String sql) {
        return select + ';' + sql + mark;
    }

    String marked(String sql) {
        return mark.isEmpty() ? sql : sql + mark;
    }

    void bindTo(PreparedStatement statement) throws SQLException {
        for (var i = 0; i < entries.size(); i++) {
            statement.setString(i + 1, entries.get(i).value().get());
        }
    }

    /** Sends the settings on their own. */
    void send(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(select)) {
            bindTo(statement);
            statement.execute();
        }
    }
}
