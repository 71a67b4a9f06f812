/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static dev.hibernateext.repository.pool.PoolFinding.Severity.ERROR;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.HINT;
import static dev.hibernateext.repository.pool.PoolFinding.Severity.WARNING;

import java.util.List;

/** What else the pool does. */
final class OptionRules {

    static final List<PoolRule> ALL = List.of(
            new PoolRule(
                    "auto-commit-promise-broken",
                    ERROR,
                    (pool, around) -> PoolRule.when(
                            pool.options().autoCommit() && around.hibernateTrustsAutoCommitOff(),
                            "autoCommit=true, hibernate.connection.provider_disables_autocommit=true"),
                    "Set autoCommit=false: Hibernate does not switch it off then, so each statement is committed by itself and"
                            + " a rollback takes nothing back."),
            new PoolRule(
                    "auto-commit-on",
                    WARNING,
                    (pool, around) -> PoolRule.when(
                            pool.options().autoCommit() && !around.hibernateTrustsAutoCommitOff(), "autoCommit=true"),
                    "Set autoCommit=false and hibernate.connection.provider_disables_autocommit=true: otherwise each"
                            + " transaction takes a connection before its first statement, to switch auto-commit off and on."),
            new PoolRule(
                    "test-query",
                    WARNING,
                    (pool, around) -> PoolRule.when(pool.options().testQuery() != null, "connectionTestQuery is set"),
                    "Leave connectionTestQuery out: drivers of JDBC 4 check a connection faster themselves."),
            new PoolRule(
                    "start-ignores-database",
                    HINT,
                    (pool, around) ->
                            PoolRule.when(!pool.options().failFast(), "initializationFailTimeout is negative"),
                    "Let the pool fail at start: a wrong address or password shows then, not with the first user."),
            new PoolRule(
                    "suspendable",
                    HINT,
                    (pool, around) -> PoolRule.when(pool.options().suspendable(), "allowPoolSuspension=true"),
                    "Set it only if something suspends the pool: each borrower passes a lock more."),
            new PoolRule(
                    "nameless",
                    HINT,
                    (pool, around) -> PoolRule.when(pool.name().isEmpty(), "no poolName"),
                    "Name the pool: its threads, logs and metrics are told apart by it."));

    private OptionRules() {}
}
