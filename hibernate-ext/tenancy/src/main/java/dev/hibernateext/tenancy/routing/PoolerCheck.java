/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.postgresql.ServerProcesses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.cfg.JdbcSettings;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Refuses what a pooler that changes connections between transactions would give to the wrong tenant. */
enum PoolerCheck {

    /** Looks for a pooler, and takes the one it finds for one that changes connections and follows no statements. */
    DETECT,

    /** There is one that changes connections, and follows prepared statements. */
    TRANSACTION,

    /** There is none, or one that keeps a connection for each client. */
    SESSION;

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    private static final String SHARED = "the shared database";

    private static final String NOT_CHECKED =
            "HEXT000601: Whether a pooler stands before the database is not known, since no connection was to be had: %s";

    static PoolerCheck of(Map<String, Object> settings) {
        var chosen = settings.get(TenancySettings.POOLER);
        return chosen == null ? byDefault(settings) : named(chosen.toString().toUpperCase(Locale.ROOT));
    }

    /** Where Hibernate may not look at the database when it starts, this does not either. */
    private static PoolerCheck byDefault(Map<String, Object> settings) {
        var access = settings.getOrDefault(JdbcSettings.ALLOW_METADATA_ON_BOOT, "allow")
                .toString();
        return access.equalsIgnoreCase("disallow") || access.equalsIgnoreCase("false") ? SESSION : DETECT;
    }

    private static PoolerCheck named(String name) {
        return Stream.of(values())
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> TenancyConfigurationException.unknownPooler(TenancySettings.POOLER));
    }

    /** Where connections come from. */
    interface Source {
        Connection connection() throws SQLException;
    }

    /**
     * Looks at one connection of the shared database when a factory starts. As Hibernate does without a connection, the factory
     * starts; pools tell by exceptions of all kinds.
     *
     * @return whether the connection was looked at, or need not be
     * @throws TenancyConfigurationException if tenants would not be kept apart
     */
    boolean require(TenantConnectionState state, Source source) {
        if (this == TRANSACTION) {
            requireTransactional(state, SHARED);
        } else if (this == DETECT) {
            var server = look(source);
            if (server == null) {
                return false;
            }
            require(server, state, SHARED);
        }
        return true;
    }

    /**
     * Looks at a connection of a tenant's database.
     *
     * @param pooled without a transaction
     * @param database its name
     * @throws TenancyConfigurationException if tenants would not be kept apart
     * @throws SQLException if the server does not answer
     */
    static void requireOn(Connection pooled, TenantConnectionState state, String database) throws SQLException {
        require(ServerProcesses.behind(pooled), state, "the database " + database);
    }

    private static void require(ServerProcesses server, TenantConnectionState state, String database) {
        if (server.pooled()) {
            requireTransactional(state, database);
            if (server.statementsPrepared()) {
                throw TenancyConfigurationException.pooledStatements(database);
            }
        }
    }

    private static @Nullable ServerProcesses look(Source source) {
        try (var connection = source.connection()) {
            return ServerProcesses.behind(connection);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(e, NOT_CHECKED, e.getMessage());
            return null;
        }
    }

    private static void requireTransactional(TenantConnectionState state, String database) {
        if (!state.endsWithTransaction()) {
            throw TenancyConfigurationException.pooledState(state, database);
        }
    }
}
