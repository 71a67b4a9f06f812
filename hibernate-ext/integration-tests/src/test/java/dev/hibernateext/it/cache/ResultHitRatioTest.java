/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Offers.Offer;
import dev.hibernateext.it.cache.Offers.Seller;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import java.util.Random;
import java.util.stream.IntStream;
import org.hibernate.stat.Statistics;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How often a query on a category finds its result, where 95 of 100 operations read and 5 write, and a few categories are asked for most. Half of
 * the writes change what the query does not read. {@code -Dhibernateext.cache.mix} changes how many operations there are.
 */
@HibernateExtTest(
        entities = {Offer.class, Seller.class},
        settings = @Setting(name = "hibernate.cache.use_query_cache", value = "true"))
class ResultHitRatioTest {

    private static final Logger LOG = Logger.getLogger(ResultHitRatioTest.class);
    private static final int OPERATIONS = Integer.getInteger("hibernateext.cache.mix", 10_000);
    private static final int CATEGORIES = 200;
    private static final double[] SHARES = zipf();

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);

    private static double[] zipf() {
        var weights = IntStream.rangeClosed(1, CATEGORIES)
                .mapToDouble(rank -> 1.0 / rank)
                .toArray();
        for (var i = 1; i < weights.length; i++) {
            weights[i] += weights[i - 1];
        }
        return weights;
    }

    @Test
    void isNineInTenWhereThatOfHibernateIsNot(SessionFactoryScope scope) {
        scope.inTransaction(session ->
                IntStream.range(0, CATEGORIES).forEach(number -> session.persist(new Offer(number, number))));

        var ours = hitRatio(scope);
        double hibernates;
        try (var stock = StockCache.open(scope)) {
            hibernates = hitRatio(stock);
        }

        LOG.infof(
                "%d operations: %.3f of the reads are hits, %.3f in Hibernate, seed %d",
                OPERATIONS, ours, hibernates, seed);
        assertThat(ours).isGreaterThanOrEqualTo(0.9);
        assertThat(hibernates).isLessThan(ours);
    }

    private double hitRatio(SessionFactoryScope in) {
        var statistics = in.factory().getStatistics();
        statistics.setStatisticsEnabled(true);
        var random = new Random(seed);
        for (var i = 0; i < OPERATIONS; i++) {
            var category = category(random);
            if (random.nextInt(100) < 95) {
                Offers.answer(in, "select name, amount from Offer where category = ?1", category);
            } else {
                write(in, category, random.nextBoolean());
            }
        }
        return ratio(statistics);
    }

    private static int category(Random random) {
        var share = random.nextDouble() * SHARES[CATEGORIES - 1];
        var category = 0;
        while (SHARES[category] < share) {
            category++;
        }
        return category;
    }

    private static void write(SessionFactoryScope in, int category, boolean isRead) {
        in.inTransaction(session -> {
            var offer = Offers.offer(session, category);
            if (isRead) {
                offer.amount++;
            } else {
                offer.note = "note " + offer.version;
            }
        });
    }

    private static double ratio(Statistics statistics) {
        var hits = statistics.getQueryCacheHitCount();
        return (double) hits / (hits + statistics.getQueryCacheMissCount());
    }
}
