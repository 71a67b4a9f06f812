/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table are in the database. COPY converts nothing: it would take a {@code bigint} for a {@code timestamp}. Asked
 * in each load, since a schema may change, and be that of a tenant.
 */
final class StoredColumns {

    /** COPY refuses tables under row-level security, passes by rules, and overrides identities. */
    private static final String TYPES = """
            select a.attname, a.atttypid from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.oid = to_regclass(cast(? as text)) and c.relkind in ('r', 'p') and not c.relhasrules
            and not row_security_active(c.oid) and a.attnum > 0 and not a.attisdropped and a.attidentity <> 'a'""";

    private StoredColumns() {}

    /** The columns as they are to be sent, or null if there is one that cannot be. */
    static @Nullable List<PlainColumn> find(PlainTable table, SharedSessionContractImplementor session) {
        var types = session.doReturningWork(connection -> types(connection, table.name()));
        var columns = new ArrayList<PlainColumn>();
        for (var column : table.columns()) {
            var type = types.get(column.storedName());
            var kind = type == null
                    ? null
                    : column.kind()
                            .storedIn(type, column.type().getJdbcJavaType().getJavaTypeClass());
            if (kind == null) {
                return null;
            }
            columns.add(column.sentAs(kind));
        }
        return columns;
    }

    private static Map<String, Integer> types(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement(TYPES)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                var types = new HashMap<String, Integer>();
                while (rows.next()) {
                    types.put(rows.getString(1), (int) rows.getLong(2));
                }
                return types;
            }
        }
    }
}
