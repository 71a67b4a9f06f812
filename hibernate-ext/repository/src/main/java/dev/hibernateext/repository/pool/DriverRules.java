/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static dev.hibernateext.repository.pool.PoolFinding.Severity.ERROR;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.HINT;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.WARNING;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the driver is told, in the URL or beside it. Names and defaults are those of pgjdbc, MariaDB Connector/J and H2. */
final class DriverRules {

    private static final Set<String> MYSQL = Set.of("mariadb", "mysql");

    private static final Set<String> UNENCRYPTED = Set.of("disable", "disabled", "allow", "prefer", "preferred");

    private static final Set<String> UNVERIFIED = Set.of("require", "required", "trust");

    private static final Pattern LOCAL = Pattern.compile("jdbc:\\w+:(//(localhost|127\\.|\\[::1]|/)|[^/]).*");

    static final List<PoolRule> ALL = List.of(
            new PoolRule(
                    "credential-in-url",
                    ERROR,
                    (pool, around) -> PoolRule.when(pool.url().hadCredentials(), "the URL brings a credential"),
                    "Hand user and password over apart from the URL: URLs are logged, shown and stored by many."),
            new PoolRule(
                    "simple-query-mode",
                    ERROR,
                    (pool, around) -> is(pool, "preferQueryMode", "simple"),
                    "Leave preferQueryMode out: in simple mode the driver writes values into the statement's text"
                            + " (CVE-2024-1597)."),
            new PoolRule(
                    "several-statements-at-once",
                    WARNING,
                    (pool, around) -> is(pool, "allowMultiQueries", "true"),
                    "Leave allowMultiQueries out: an injection could add statements of its own."),
            new PoolRule(
                    "local-files-readable",
                    WARNING,
                    (pool, around) -> is(pool, "allowLocalInfile", "true"),
                    "Set allowLocalInfile=false: a server may ask the driver for any file of this machine."),
            new PoolRule(
                    "transport-unencrypted",
                    WARNING,
                    DriverRules::unencrypted,
                    "Set sslmode=verify-full (MariaDB, MySQL: sslMode=verify-full or VERIFY_IDENTITY): whoever is between"
                            + " reads and changes everything."),
            new PoolRule(
                    "transport-unverified",
                    HINT,
                    (pool, around) -> PoolRule.when(
                            isRemote(pool) && UNVERIFIED.contains(sslMode(pool)),
                            "sslmode=%s".formatted(sslMode(pool))),
                    "Set sslmode=verify-full: any server can present itself as this one."),
            new PoolRule(
                    "socket-timeout-missing",
                    WARNING,
                    DriverRules::waitsForEver,
                    "Set socketTimeout above the longest statement: a connection to a host that went away is never given back."),
            new PoolRule(
                    "keepalive-of-sockets-off",
                    HINT,
                    (pool, around) -> PoolRule.when(
                            isPostgres(pool) && !"true".equals(pool.driverSetting("tcpKeepAlive")),
                            "tcpKeepAlive is not true"),
                    "Set tcpKeepAlive=true: the system notices a peer that went away."),
            new PoolRule(
                    "values-in-errors",
                    WARNING,
                    (pool, around) -> PoolRule.when(
                            isPostgres(pool) && !"false".equals(pool.driverSetting("logServerErrorDetail")),
                            "logServerErrorDetail is not false"),
                    "Set logServerErrorDetail=false: errors repeat keys and whole rows, and so do logs."),
            new PoolRule(
                    "statements-in-errors",
                    WARNING,
                    (pool, around) -> is(pool, "dumpQueriesOnException", "true"),
                    "Leave dumpQueriesOnException out: errors repeat statements with their values."),
            new PoolRule(
                    "prepared-behind-pooler",
                    ERROR,
                    DriverRules::preparedBehindPooler,
                    "Set prepareThreshold=0, or PgBouncer's max_prepared_statements from 1.21 on and this rule aside: the next"
                            + " transaction meets a server that does not know the statement."),
            new PoolRule(
                    "memory-database-goes-with-pool",
                    WARNING,
                    (pool, around) -> PoolRule.when(
                            pool.url().text().startsWith("jdbc:h2:mem:")
                                    && !"-1".equals(pool.driverSetting("DB_CLOSE_DELAY")),
                            "jdbc:h2:mem without DB_CLOSE_DELAY=-1"),
                    "Add ;DB_CLOSE_DELAY=-1: all is gone when the pool closes its last connection for a moment."));

    private DriverRules() {}

    private static @Nullable String is(PoolSettings pool, String name, String value) {
        return PoolRule.when(value.equalsIgnoreCase(pool.driverSetting(name)), "%s=%s".formatted(name, value));
    }

    private static boolean isPostgres(PoolSettings pool) {
        return pool.url().product().equals("postgresql");
    }

    private static boolean isServer(PoolSettings pool) {
        return isPostgres(pool) || MYSQL.contains(pool.url().product());
    }

    private static boolean isRemote(PoolSettings pool) {
        return isServer(pool) && !LOCAL.matcher(pool.url().text()).matches();
    }

    private static String sslMode(PoolSettings pool) {
        var mode = pool.driverSetting(isPostgres(pool) ? "sslmode" : "sslMode");
        return mode == null ? "prefer" : mode.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String unencrypted(PoolSettings pool, PoolSurroundings around) {
        var mode = sslMode(pool);
        return PoolRule.when(isRemote(pool) && UNENCRYPTED.contains(mode), "sslmode=%s".formatted(mode));
    }

    private static @Nullable String waitsForEver(PoolSettings pool, PoolSurroundings around) {
        var timeout = pool.driverSetting("socketTimeout");
        return PoolRule.when(isServer(pool) && (timeout == null || timeout.equals("0")), "no socketTimeout");
    }

    private static @Nullable String preparedBehindPooler(PoolSettings pool, PoolSurroundings around) {
        var database = around.database();
        return PoolRule.when(
                isPostgres(pool)
                        && database != null
                        && database.isBehindTransactionPooler()
                        && !"0".equals(pool.driverSetting("prepareThreshold")),
                "prepareThreshold is not 0 behind a transaction pooler");
    }
}
