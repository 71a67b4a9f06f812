/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static dev.hibernateext.repository.pool.PoolFinding.Severity.ERROR;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.HINT;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.WARNING;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long. The limits below which values are ignored are those of {@code HikariConfig.validateNumerics} in HikariCP 7.0.2. */
final class TimeRules {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(10);
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_KEEPALIVE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_LEAK = Duration.ofSeconds(2);

    /** The pool replaces a connection up to that much after its time, so its life has to end before the server's patience. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    static final List<PoolRule> ALL = List.of(
            new PoolRule(
                    "connection-timeout-endless",
                    ERROR,
                    (pool, around) ->
                            PoolRule.when(pool.times().connectionTimeout().isZero(), "connectionTimeout=0"),
                    "Set what a caller is willing to wait: a pool that is used up stops the application without an error."),
            new PoolRule(
                    "connection-timeout-beyond-deadline",
                    WARNING,
                    TimeRules::beyondDeadline,
                    "Set connectionTimeout below the deadline: who waits longer for a connection works for nobody."),
            new PoolRule(
                    "timeout-too-short",
                    WARNING,
                    TimeRules::tooShort,
                    "Set at least 250 ms: the pool raises less than that to 250 ms."),
            new PoolRule(
                    "validation-timeout-not-below-connection-timeout",
                    WARNING,
                    TimeRules::validationTooLong,
                    "Set validationTimeout below connectionTimeout: one dead connection uses up the whole wait."),
            new PoolRule(
                    "max-lifetime-endless",
                    WARNING,
                    (pool, around) -> PoolRule.when(pool.times().maxLifetime().isZero(), "maxLifetime=0"),
                    "Set some minutes: after a failover or a change of address the pool would stay at the old server, and the"
                            + " memory of a session at the server only grows."),
            new PoolRule(
                    "max-lifetime-too-short",
                    WARNING,
                    (pool, around) -> isSetBelow(pool.times().maxLifetime(), SHORTEST_LIFE, "maxLifetime"),
                    "Set at least 30 s: the pool takes 30 min instead of less."),
            new PoolRule(
                    "max-lifetime-beyond-server",
                    ERROR,
                    TimeRules::beyondServer,
                    "Set maxLifetime at least 30 s below the limit, or a keepaliveTime below it: callers would get connections"
                            + " that the other side has dropped."),
            new PoolRule(
                    "keepalive-too-short",
                    WARNING,
                    (pool, around) -> isSetBelow(pool.times().keepaliveTime(), SHORTEST_KEEPALIVE, "keepaliveTime"),
                    "Set at least 30 s: the pool switches keepalive off below that."),
            new PoolRule(
                    "keepalive-not-below-lifetime",
                    WARNING,
                    TimeRules::keepaliveTooLong,
                    "Set keepaliveTime below maxLifetime: the pool switches keepalive off otherwise."),
            new PoolRule(
                    "idle-timeout-too-short",
                    WARNING,
                    (pool, around) ->
                            isFixed(pool) ? null : isSetBelow(pool.times().idleTimeout(), SHORTEST_IDLE, "idleTimeout"),
                    "Set at least 10 s: the pool takes 10 min instead of less."),
            new PoolRule(
                    "idle-timeout-beyond-lifetime",
                    WARNING,
                    TimeRules::idleTooLong,
                    "Set idleTimeout more than 1 s below maxLifetime: the pool switches it off otherwise."),
            new PoolRule(
                    "idle-timeout-without-effect",
                    HINT,
                    (pool, around) -> PoolRule.when(
                            isFixed(pool) && !pool.times().idleTimeout().isZero(),
                            "idleTimeout=%s with a fixed size"
                                    .formatted(pool.times().idleTimeout())),
                    "Leave idleTimeout out: a pool of fixed size closes no idle connection."),
            new PoolRule(
                    "leak-threshold-ignored",
                    WARNING,
                    TimeRules::leakIgnored,
                    "Set leakDetectionThreshold from 2 s to maxLifetime: the pool switches it off otherwise."));

    private TimeRules() {}

    private static boolean isFixed(PoolSettings pool) {
        return pool.size().minimumIdle() >= pool.size().maximum();
    }

    private static @Nullable String isSetBelow(Duration value, Duration shortest, String name) {
        return PoolRule.when(!value.isZero() && value.compareTo(shortest) < 0, "%s=%s".formatted(name, value));
    }

    private static @Nullable String tooShort(PoolSettings pool, PoolSurroundings around) {
        var waiting = isSetBelow(pool.times().connectionTimeout(), SHORTEST_TIMEOUT, "connectionTimeout");
        return waiting != null
                ? waiting
                : isSetBelow(pool.times().validationTimeout(), SHORTEST_TIMEOUT, "validationTimeout");
    }

    private static @Nullable String beyondDeadline(PoolSettings pool, PoolSurroundings around) {
        var deadline = around.requestDeadline();
        var wait = pool.times().connectionTimeout();
        return deadline == null
                ? null
                : PoolRule.when(
                        wait.compareTo(deadline) >= 0,
                        "connectionTimeout=%s, deadline of requests=%s".formatted(wait, deadline));
    }

    private static @Nullable String validationTooLong(PoolSettings pool, PoolSurroundings around) {
        var wait = pool.times().connectionTimeout();
        var check = pool.times().validationTimeout();
        return PoolRule.when(
                !wait.isZero() && check.compareTo(wait) >= 0,
                "validationTimeout=%s, connectionTimeout=%s".formatted(check, wait));
    }

    private static @Nullable String beyondServer(PoolSettings pool, PoolSurroundings around) {
        var database = around.database();
        var limit = database == null ? null : database.idleLimit();
        return limit == null
                ? null
                : PoolRule.when(
                        outlives(pool.times().maxLifetime(), limit.minus(MARGIN))
                                && outlives(pool.times().keepaliveTime(), limit.minusSeconds(1)),
                        "maxLifetime=%s, keepaliveTime=%s, connections are dropped when idle for %s"
                                .formatted(
                                        pool.times().maxLifetime(), pool.times().keepaliveTime(), limit));
    }

    private static boolean outlives(Duration value, Duration limit) {
        return value.isZero() || value.compareTo(limit) > 0;
    }

    private static @Nullable String keepaliveTooLong(PoolSettings pool, PoolSurroundings around) {
        var keepalive = pool.times().keepaliveTime();
        var life = pool.times().maxLifetime();
        return PoolRule.when(
                !keepalive.isZero() && !life.isZero() && keepalive.compareTo(life) >= 0,
                "keepaliveTime=%s, maxLifetime=%s".formatted(keepalive, life));
    }

    private static @Nullable String idleTooLong(PoolSettings pool, PoolSurroundings around) {
        var idle = pool.times().idleTimeout();
        var life = pool.times().maxLifetime();
        return PoolRule.when(
                !isFixed(pool) && !life.isZero() && idle.plusSeconds(1).compareTo(life) > 0,
                "idleTimeout=%s, maxLifetime=%s".formatted(idle, life));
    }

    private static @Nullable String leakIgnored(PoolSettings pool, PoolSurroundings around) {
        var threshold = pool.times().leakDetectionThreshold();
        var life = pool.times().maxLifetime();
        var isLonger = !life.isZero() && threshold.compareTo(life) > 0;
        return PoolRule.when(
                !threshold.isZero() && (threshold.compareTo(SHORTEST_LEAK) < 0 || isLonger),
                "leakDetectionThreshold=%s, maxLifetime=%s".formatted(threshold, life));
    }
}
