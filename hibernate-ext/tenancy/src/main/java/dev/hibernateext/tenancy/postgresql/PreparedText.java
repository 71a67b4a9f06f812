/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it was asked for.
 *
 * @param sql its text
 * @param effect what it does besides reading and writing rows
 * @param preparer makes it, with the options asked for
 * @param returning what returns the values the database generates, if they were asked for: behind settings the driver
 *     does not add that
 */
record PreparedText(
        String sql,
        SqlEffect effect,
        Preparer preparer,
        @Nullable String returning) {

    private static final Pattern GENERATES =
            Pattern.compile("\\s*(?:insert|update|delete|merge)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern RETURNS =
            Pattern.compile(".*\\breturning\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    interface Preparer {

        PreparedStatement prepare(String text) throws SQLException;
    }

    PreparedText(String sql, SqlEffect effect, Preparer preparer) {
        this(sql, effect, preparer, null);
    }

    /** As the driver does it, with quoted names, for the statements it does it for. */
    PreparedText withGenerated(String... columns) {
        if (!GENERATES.matcher(sql).matches() || RETURNS.matcher(sql).matches()) {
            return this;
        }
        var names = Arrays.stream(columns)
                .map(column -> '"' + column.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
        return new PreparedText(sql, effect, preparer, " returning " + (names.isEmpty() ? "*" : names));
    }

    PreparedStatement prepareAlone(CarriedSettings settings) throws SQLException {
        return preparer.prepare(settings.marked(sql));
    }

    PreparedStatement prepareCarrying(CarriedSettings settings, Connection connection) throws SQLException {
        return returning == null
                ? preparer.prepare(settings.before(sql))
                // Scrollable, to be counted.
                : connection.prepareStatement(
                        settings.before(sql + returning),
                        ResultSet.TYPE_SCROLL_INSENSITIVE,
                        ResultSet.CONCUR_READ_ONLY);
    }
}
