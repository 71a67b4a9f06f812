/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.CollectionOracle.Way;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/**
 * What many threads read of cached collections was there. {@code -Dhibernateext.cache.operations}, {@code .threads} and {@code
 * hibernateext.seed} change what is done.
 */
@HibernateExtTest(
        entities = {CollectionOracle.Box.class, CollectionOracle.Part.class},
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CollectionOracleIT {

    private static final long OPERATIONS = Long.getLong("hibernateext.cache.operations", 1_000);
    private static final int THREADS = Integer.getInteger("hibernateext.cache.threads", 4);
    private static final long OPERATIONS_PAST_HIBERNATE = 200;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final SessionFactoryScope scope;

    CollectionOracleIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void findsNothingStale() {
        var oracle = new CollectionOracle(seed, EnumSet.complementOf(EnumSet.of(Way.PAST_HIBERNATE)), scope);

        assertThat(oracle.run(THREADS, OPERATIONS)).isEmpty();

        assertThat(Shop.statistics(scope, CollectionOracle.WORDS).hits()).isPositive();
        assertThat(Shop.statistics(scope, CollectionOracle.PARTS).hits()).isPositive();
    }

    @Test
    void findsWhatNobodyTellsTheCache() {
        var oracle = new CollectionOracle(seed, EnumSet.of(Way.PAST_HIBERNATE), scope);

        assertThat(oracle.run(THREADS, OPERATIONS_PAST_HIBERNATE)).isNotEmpty();
    }
}
