/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes the keys of tokens, prepared for hashing, and never into the text of a statement. */
record TenantKeys(SecurityNames names) {

    private static final int SLOTS = 2;

    void replace(Connection connection, List<TenantSecret> secrets) throws SQLException {
        if (secrets.isEmpty() || secrets.size() > SLOTS) {
            throw new IllegalArgumentException(
                    "%d tenant secrets were to be installed. Pass one or two.".formatted(secrets.size()));
        }
        var slots = secrets.size() == SLOTS ? "(1, ?, ?), (2, ?, ?)" : "(1, ?, ?)";
        // One statement, so that no transaction sees the table without keys.
        var sql = "with kept as (insert into %s as k (slot, inner_pad, outer_pad) values %s"
                        .formatted(names.keyTable(), slots)
                + " on conflict (slot) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad)"
                + " delete from %s where slot > %d".formatted(names.keyTable(), secrets.size());
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < secrets.size(); i++) {
                statement.setBytes(2 * i + 1, secrets.get(i).innerPad());
                statement.setBytes(2 * i + 2, secrets.get(i).outerPad());
            }
            statement.executeUpdate();
        }
    }
}
