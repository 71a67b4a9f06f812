/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class DatabasePoolsSimulationTest {

    private static final long FIRST_SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int RUNS = Integer.getInteger("hibernateext.pools.runs", 10_000);

    @Test
    void keepsPromisesWhateverBorrowersAndPoolsDo() {
        simulate(RUNS, PoolTable::new);
    }

    @Test
    void isSeenToCutBorrowersOffWithoutRegardToLeases() { // The blade.
        assertThatThrownBy(() -> simulate(100, Reckless::new))
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining("borrowers of what is closed");
    }

    @Test
    void isSeenToOpenTooManyWithoutRegardToRoom() { // The blade.
        assertThatThrownBy(() -> simulate(100, Boundless::new))
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining("pools at once");
    }

    /** To replay a failure, set the seed it names. */
    private static void simulate(int runs, BiFunction<DatabaseName, PoolLimits, PoolTable> tables) {
        for (var seed = FIRST_SEED; seed < FIRST_SEED + runs; seed++) {
            try {
                new PoolSimulation(seed, tables).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Failed with -Dhibernateext.seed=" + seed, e);
            }
        }
    }

    private static final class Reckless extends PoolTable {

        Reckless(DatabaseName shared, PoolLimits limits) {
            super(shared, limits);
        }

        @Override
        boolean isFree(PoolSlot slot) {
            return true;
        }
    }

    private static final class Boundless extends PoolTable {

        Boundless(DatabaseName shared, PoolLimits limits) {
            super(shared, limits);
        }

        @Override
        boolean hasRoom() {
            return true;
        }
    }
}
