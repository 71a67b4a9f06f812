/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import dev.hibernateext.tenancy.internal.TextCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;

/** What the transactions of one tenant are to be set to, on one connection. */
final class CarriedSettings {

    private static final String NOTHING = "";

    private final Carrier carrier;
    private final Supplier<String> value;
    private final String mark;

    private CarriedSettings(Carrier carrier, Supplier<String> value, String mark) {
        this.carrier = carrier;
        this.value = value;
        this.mark = mark;
    }

    /** For a tenant that needs none. */
    static CarriedSettings none() {
        return new CarriedSettings(new Carrier(NOTHING), () -> NOTHING, NOTHING);
    }

    /**
     * Settings of one checkout.
     *
     * @param carrier sets them
     * @param value asked for at each use, since a token ages
     */
    static CarriedSettings of(Carrier carrier, Supplier<String> value) {
        return new CarriedSettings(carrier, value, NOTHING);
    }

    /** With what ends each statement, so that statements of other tenants are other statements to the driver. */
    static CarriedSettings marked(Carrier carrier, String value, String mark) {
        return new CarriedSettings(carrier, () -> value, mark);
    }

    /** How one setting is set, whoever the tenant is. */
    static final class Carrier {

        private final String setting;
        private final String select;
        private final TextCache<String> texts;

        /**
         * Sets a setting.
         *
         * @param setting its name, without quotes in it; empty if there is nothing to set
         */
        Carrier(String setting) {
            this.setting = setting;
            this.select = "select set_config('" + setting + "',?,true)";
            this.texts = new TextCache<>(sql -> select + ';' + sql);
        }
    }

    boolean isEmpty() {
        return carrier.setting.isEmpty();
    }

    /** How many parameters come before those of the statement. */
    int count() {
        return 1;
    }

    /** The statement with the settings in front. */
    String before(String sql) {
        return marked(carrier.texts.get(sql));
    }

    String marked(String sql) {
        return mark.isEmpty() ? sql : sql + mark;
    }

    void bindTo(PreparedStatement statement) throws SQLException {
        statement.setString(1, value.get());
    }

    /** Sends the settings on their own. */
    void send(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(carrier.select)) {
            bindTo(statement);
            statement.execute();
        }
    }
}
