/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static dev.hibernateext.repository.pool.PoolFinding.Severity.ERROR;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.HINT;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.WARNING;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many connections. */
final class SizeRules {

    static final List<PoolRule> ALL = List.of(
            new PoolRule(
                    "size-below-deadlock-minimum",
                    ERROR,
                    SizeRules::belowDeadlockMinimum,
                    "Raise the size to threads x (connections each - 1) + 1, or let threads hold one connection only: below that"
                            + " they can wait for each other until the timeout."),
            new PoolRule(
                    "size-beyond-database",
                    ERROR,
                    SizeRules::beyondDatabase,
                    "Lower the size, or raise the server's limit: the last instance to start, or to grow, is refused."),
            new PoolRule(
                    "size-above-rule",
                    WARNING,
                    SizeRules::aboveRule,
                    "Measure with cores x 2 + spindles, divided by the instances: beyond it connections take time from each"
                            + " other, and waiting in the pool is cheaper than waiting in the database."),
            new PoolRule(
                    "minimum-idle-above-size",
                    WARNING,
                    (pool, around) -> PoolRule.when(
                            pool.size().minimumIdle() > pool.size().maximum(),
                            "minimumIdle=%d, maximumPoolSize=%d"
                                    .formatted(
                                            pool.size().minimumIdle(),
                                            pool.size().maximum())),
                    "Leave minimumIdle out: the pool takes the maximum instead and says nothing."),
            new PoolRule(
                    "size-not-fixed",
                    HINT,
                    (pool, around) -> PoolRule.when(
                            pool.size().minimumIdle() < pool.size().maximum(),
                            "minimumIdle=%d, maximumPoolSize=%d"
                                    .formatted(
                                            pool.size().minimumIdle(),
                                            pool.size().maximum())),
                    "Leave minimumIdle out for a pool of fixed size: it opens no connection when load comes, which is when the"
                            + " database has least time for it."));

    /** Twice the rule may be measured to be right; more hardly. */
    private static final int MUCH = 2;

    private SizeRules() {}

    private static @Nullable String belowDeadlockMinimum(PoolSettings pool, PoolSurroundings around) {
        var load = around.load();
        if (load == null) {
            return null;
        }
        var needed = PoolSize.withoutDeadlock(load.threads(), load.connectionsEach());
        return PoolRule.when(
                pool.size().maximum() < needed.maximum(),
                "maximumPoolSize=%d, threads=%d, connections each=%d, needed=%d"
                        .formatted(pool.size().maximum(), load.threads(), load.connectionsEach(), needed.maximum()));
    }

    private static @Nullable String beyondDatabase(PoolSettings pool, PoolSurroundings around) {
        var database = around.database();
        return database == null
                ? null
                : PoolRule.when(
                        (long) pool.size().maximum() * instances(around) > database.connections(),
                        "maximumPoolSize=%d, instances=%d, connections of the database=%d"
                                .formatted(pool.size().maximum(), instances(around), database.connections()));
    }

    private static @Nullable String aboveRule(PoolSettings pool, PoolSurroundings around) {
        var database = around.database();
        if (database == null || database.cores() == 0) {
            return null;
        }
        var rule = PoolSize.forDatabase(database.cores(), 1);
        return PoolRule.when(
                (long) pool.size().maximum() * instances(around) > (long) MUCH * rule.maximum(),
                "maximumPoolSize=%d, instances=%d, cores of the database=%d, rule=%d"
                        .formatted(pool.size().maximum(), instances(around), database.cores(), rule.maximum()));
    }

    private static int instances(PoolSurroundings around) {
        var load = around.load();
        return load == null ? 1 : load.instances();
    }
}
