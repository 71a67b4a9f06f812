/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.Collection;
import org.hibernate.cache.internal.TimestampsCacheDisabledImpl;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/** Forced interleavings in one process. More of them with {@code -Dhibernateext.cache.interleavings=1000000}. */
@HibernateExtTest(
        entities = ForcedFills.Box.class,
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ForcedFillsTest {

    private static final int INTERLEAVINGS = Integer.getInteger("hibernateext.cache.interleavings", 1_000);
    private static final int FEW = 60;

    private final SessionFactoryScope scope;

    ForcedFillsTest(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void neverShowAStaleResult() {
        assertThat(new ForcedFills(scope).stale(INTERLEAVINGS))
                .as("seed %d", ForcedFills.SEED)
                .isZero();
    }

    /** A blade: nobody looks who wrote. */
    @Test
    void showStaleResultsWhereWritesAreNotLookedAt() {
        try (var blind = scope.openAnother(
                settings -> settings.put("hibernate.cache.query_cache_factory", Blind.class.getName()))) {
            assertThat(new ForcedFills(blind).stale(FEW)).isPositive();
        }
    }

    /** A blade: what changes past Hibernate is not invalidated. */
    @Test
    void showStaleResultsWhereNothingIsInvalidated() {
        assertThat(new ForcedFills(scope).withoutInvalidation().stale(FEW)).isPositive();
    }

    /** Finds everything up to date. */
    public static final class Blind implements TimestampsCacheFactory {

        /** Found by name. */
        public Blind() {}

        @Override
        public TimestampsCache buildTimestampsCache(CacheImplementor cache, TimestampsRegion region) {
            return new TimestampsCacheDisabledImpl() {

                @Override
                public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
                    return true;
                }

                @Override
                public boolean isUpToDate(
                        Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
                    return true;
                }
            };
        }
    }
}
