/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.internal.orm.RemoteTablesFactory;
import dev.hibernateext.it.cache.Stock.Bin;
import dev.hibernateext.it.cache.Stock.Item;
import dev.hibernateext.it.cache.Stock.Lot;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/**
 * What many threads find on two nodes is what is in the database, while writes change single columns, and statements pass versions. {@code
 * -Dhibernateext.cache.operations}, {@code .threads} and {@code hibernateext.seed} change what is done.
 */
@HibernateExtTest(
        entities = {Item.class, Lot.class, Bin.class},
        databases = DatabaseKind.POSTGRESQL)
class SharedColumnOracleIT {

    private static final Logger LOG = Logger.getLogger(SharedColumnOracleIT.class);
    private static final long OPERATIONS = Long.getLong("hibernateext.cache.operations", 2_000);
    private static final int THREADS = Integer.getInteger("hibernateext.cache.threads", 4);

    /** What a node writes while Redis does not answer it, the other is not told, and here it may have much else to do. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final long OPERATIONS_OF_THE_BLIND = 2_000;

    private static EmbeddedRedis redis;
    private static RedissonClient client;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final SessionFactoryScope scope;
    private final HikariDataSource connections;

    SharedColumnOracleIT(SessionFactoryScope scope) {
        this.scope = scope;
        this.connections = new HikariDataSource(SharedCacheOracleIT.pool(scope, 2 * THREADS));
    }

    @BeforeAll
    static void start() {
        redis = new EmbeddedRedis().settledFor(TIMEOUT);
        client = redis.newClient();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        redis.close();
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void findsNothingStale() {
        var found = run(RedisColumnGuardTest.All.class, OPERATIONS);

        assertThat(found.wrong()).isEmpty();
        assertThat(found.hits()).isPositive();
        LOG.infof(
                "%d operations of %d threads on two nodes: %d results compared, %d hits, %d conflicts, in %d ms, seed %d",
                OPERATIONS, THREADS, found.compared(), found.hits(), found.conflicts(), found.millis(), seed);
    }

    /** Nobody is told of statements that leave versions as they are. */
    @Test
    void findsWhatIsStaleWithoutAGuard() {
        assertThat(run(RedisColumnGuardTest.Passing.class, OPERATIONS_OF_THE_BLIND)
                        .wrong())
                .isNotEmpty();
    }

    private record Found(Collection<String> wrong, long compared, long conflicts, long hits, long millis) {}

    private Found run(Class<? extends RemoteTablesFactory> guards, long operations) {
        var prefix = EmbeddedRedis.newPrefix();
        var shared = Map.<String, Object>of(
                "hibernate.connection.datasource",
                connections,
                "hibernate.connection.provider_disables_autocommit",
                "true",
                "hibernate.cache.use_query_cache",
                "true",
                "hibernate.cache.query_cache_factory",
                guards.getName(),
                CacheSettings.REDIS_TIMEOUT,
                TIMEOUT);
        var began = System.nanoTime();
        try (var one = redis.node(scope, prefix, shared);
                var other = redis.node(scope, prefix, shared)) {
            var oracle = new ColumnOracle(seed, List.of(one, other));
            var wrong = oracle.run(THREADS, operations);
            var hits = Shop.statistics(one, "default-query-results-region").hits();
            assertThat(EmbeddedRedis.texts(client, prefix, "#results:locks").readAllMap())
                    .isEmpty();
            return new Found(
                    wrong, oracle.compared(), oracle.conflicts(), hits, (System.nanoTime() - began) / 1_000_000);
        }
    }
}
