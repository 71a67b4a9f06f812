/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PoolSizeTest {

    @Test
    void followsTheExamplesOfAboutPoolSizing() {
        assertThat(PoolSize.forDatabase(4, 1)).isEqualTo(PoolSize.fixed(9));
        assertThat(PoolSize.withoutDeadlock(3, 4)).isEqualTo(PoolSize.fixed(10));
        assertThat(PoolSize.withoutDeadlock(8, 3)).isEqualTo(PoolSize.fixed(17));
    }

    @Test
    void dividesOneDatabaseAmongInstances() {
        assertThat(PoolSize.forDatabase(4, 1).sharedBy(2).maximum()).isEqualTo(4);
        assertThat(PoolSize.forDatabase(4, 1).sharedBy(20).maximum()).isEqualTo(1);
    }

    @Test
    void takesTheLargerOfTwoRules() {
        var database = PoolSize.forDatabase(2, 0);
        var deadlock = PoolSize.withoutDeadlock(8, 2);

        assertThat(database.or(deadlock)).isEqualTo(deadlock);
        assertThat(deadlock.or(database)).isEqualTo(deadlock);
    }

    @Test
    void refusesAPoolOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> PoolSize.fixed(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolSize(1, -1));
    }
}
