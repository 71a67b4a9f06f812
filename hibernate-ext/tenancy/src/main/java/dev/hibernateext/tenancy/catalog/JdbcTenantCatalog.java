/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.context.TenantKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in the table {@value #TABLE}, with connections of its own. Each call is a serializable transaction, so one
 * that races with another may have to be repeated; reading all tenants takes them into memory.
 */
public final class JdbcTenantCatalog implements TenantRegistry {

    /** The table's name. */
    public static final String TABLE = "hibernate_ext_tenant";

    /** What {@link #createTable} executes, for migrations of the application's own. Plain SQL of every product. */
    public static final String DDL = """
            create table hibernate_ext_tenant (
              id varchar(63) not null primary key,
              strategy varchar(8) not null,
              region varchar(63) not null,
              database_name varchar(63) not null,
              schema_name varchar(63),
              own_place varchar(191) unique,
              status varchar(9) not null,
              plan_name varchar(63) not null,
              epoch bigint not null
            )""";

    private final DataSource dataSource;

    /**
     * The catalog in a database.
     *
     * @param dataSource connections to it, in a schema with the table
     */
    public JdbcTenantCatalog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Creates the table.
     *
     * @throws TenantCatalogException if it exists already, among others
     */
    public void createTable() {
        inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(DDL);
            }
        });
    }

    @Override
    public @Nullable Tenant find(TenantKey key) {
        return inTransaction(connection -> Optional.ofNullable(TenantRows.find(connection, key)))
                .orElse(null);
    }

    @Override
    public Stream<Tenant> stream() {
        return inTransaction(TenantRows::all).stream();
    }

    @Override
    public void add(Tenant tenant) {
        inTransaction(connection -> {
            TenantRows.requireFreePlace(connection, tenant);
            return insert(connection, tenant);
        });
    }

    private static int insert(Connection connection, Tenant tenant) throws SQLException {
        try {
            return TenantRows.insert(connection, tenant);
        } catch (SQLException e) {
            connection.rollback();
            throw translated(connection, tenant, e);
        }
    }

    private static RuntimeException translated(Connection connection, Tenant tenant, SQLException e)
            throws SQLException {
        if (!isUniqueViolation(e)) {
            return TenantCatalogException.of(e);
        }
        return TenantRows.find(connection, tenant.key()) == null
                ? TenantConflictException.placeTaken(tenant)
                : TenantConflictException.exists(tenant.key());
    }

    @Override
    public void replace(Tenant read, Tenant changed) {
        if (!read.key().equals(changed.key())) {
            throw new IllegalArgumentException("A tenant keeps its key. Add a tenant with the other key.");
        }
        inTransaction(connection -> {
            TenantRows.requireFreePlace(connection, changed);
            if (update(connection, read, changed) == 0) {
                throw TenantConflictException.outdated(read);
            }
            return 1;
        });
    }

    private static int update(Connection connection, Tenant read, Tenant changed) throws SQLException {
        try {
            return TenantRows.update(connection, read, changed);
        } catch (SQLException e) {
            throw isUniqueViolation(e) ? TenantConflictException.placeTaken(changed) : TenantCatalogException.of(e);
        }
    }

    /** Class 23 of SQL: an integrity constraint. The table has no others than its two keys that a tenant can violate. */
    private static boolean isUniqueViolation(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || (e.getSQLState() != null && e.getSQLState().startsWith("23"));
    }

    private <T> T inTransaction(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            var isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            try {
                return committed(connection, work);
            } finally {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            throw TenantCatalogException.of(e);
        }
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
        var automatic = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            var result = work.on(connection);
            connection.commit();
            return result;
        } finally {
            connection.rollback();
            connection.setAutoCommit(automatic);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
