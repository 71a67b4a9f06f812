/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Database;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Rows;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statements of {@link JdbcTenantCatalog}. */
final class TenantRows {

    private static final String COLUMNS =
            "strategy, region, database_name, schema_name, own_place, status, plan_name, epoch, id";
    private static final String SELECT = "select " + COLUMNS + " from " + JdbcTenantCatalog.TABLE;
    private static final String INSERT =
            "insert into " + JdbcTenantCatalog.TABLE + " (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "update " + JdbcTenantCatalog.TABLE
            + " set strategy = ?, region = ?, database_name = ?, schema_name = ?, own_place = ?, status = ?, plan_name = ?, epoch = ?"
            + " where id = ? and status = ? and plan_name = ? and epoch = ?";
    private static final int COLUMN_COUNT = 9;

    private TenantRows() {}

    static @Nullable Tenant find(Connection connection, TenantKey key) throws SQLException {
        try (var statement = connection.prepareStatement(SELECT + " where id = ?")) {
            statement.setString(1, key.value());
            var found = tenants(statement);
            return found.isEmpty() ? null : found.get(0);
        }
    }

    static List<Tenant> all(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SELECT + " order by id")) {
            return tenants(statement);
        }
    }

    /** What the key of own places cannot tell: a database that is one's own, and others' rows and schemas in it. */
    static void requireFreePlace(Connection connection, Tenant tenant) throws SQLException {
        var placement = tenant.placement();
        var place = new OwnPlace(placement);
        try (var statement = connection.prepareStatement(SELECT + " where region = ? and database_name = ?"
                + " and (strategy = 'DATABASE' or ? = 'DATABASE') and id <> ? order by id")) {
            statement.setString(1, placement.region());
            statement.setString(2, placement.database());
            statement.setString(3, strategy(placement));
            statement.setString(4, tenant.key().value());
            for (var other : tenants(statement)) {
                if (place.overlaps(other.placement())) {
                    throw TenantConflictException.placeTaken(tenant);
                }
            }
        }
    }

    static int insert(Connection connection, Tenant tenant) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            bind(statement, tenant);
            return statement.executeUpdate();
        }
    }

    static int update(Connection connection, Tenant read, Tenant changed) throws SQLException {
        try (var statement = connection.prepareStatement(UPDATE)) {
            bind(statement, changed);
            statement.setString(COLUMN_COUNT + 1, read.status().name());
            statement.setString(COLUMN_COUNT + 2, read.plan());
            statement.setLong(COLUMN_COUNT + 3, read.epoch());
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Tenant tenant) throws SQLException {
        var placement = tenant.placement();
        var column = 0;
        statement.setString(++column, strategy(placement));
        statement.setString(++column, placement.region());
        statement.setString(++column, placement.database());
        statement.setString(++column, placement instanceof Schema own ? own.schema() : null);
        statement.setString(++column, ownPlace(placement));
        statement.setString(++column, tenant.status().name());
        statement.setString(++column, tenant.plan());
        statement.setLong(++column, tenant.epoch());
        statement.setString(++column, tenant.key().value());
    }

    private static String strategy(TenantPlacement placement) {
        if (placement instanceof Rows) {
            return "ROWS";
        }
        return placement instanceof Schema ? "SCHEMA" : "DATABASE";
    }

    private static @Nullable String ownPlace(TenantPlacement placement) {
        if (placement instanceof Rows) {
            return null;
        }
        var database = placement.region() + '/' + placement.database();
        return placement instanceof Schema own ? database + '/' + own.schema() : database;
    }

    private static List<Tenant> tenants(PreparedStatement statement) throws SQLException {
        var tenants = new ArrayList<Tenant>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                tenants.add(tenant(rows));
            }
        }
        return tenants;
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantKey(row.getString("id")),
                placement(row),
                TenantStatus.valueOf(row.getString("status")),
                row.getString("plan_name"),
                row.getLong("epoch"));
    }

    private static TenantPlacement placement(ResultSet row) throws SQLException {
        var region = row.getString("region");
        var database = row.getString("database_name");
        return switch (row.getString("strategy")) {
            case "ROWS" -> new Rows(region, database);
            case "DATABASE" -> new Database(region, database);
            default -> new Schema(region, database, Objects.requireNonNull(row.getString("schema_name")));
        };
    }
}
