/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.core.context.TenantKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What ending results takes, where there are many. */
final class InvalidationMeter implements AutoCloseable {

    private static final int TIMES = 2_001;

    private final int entries;
    private final SessionFactory factory;

    /** Fills the region. */
    InvalidationMeter(int entries) {
        this.entries = entries;
        this.factory = open(entries);
        for (var number = 0; number < entries; number++) {
            read(number);
        }
    }

    private static SessionFactory open(int entries) {
        var configuration = new Configuration().addAnnotatedClass(Items.Voucher.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.setProperty("hibernate.cache.use_query_cache", true);
        configuration.setProperty(
                CacheSettings.QUERY_REGION + CachedQuery.REGION + ".max_entries", Integer.toString(2 * entries));
        return configuration.buildSessionFactory();
    }

    private void read(int number) {
        try (var session =
                factory.withOptions().tenantIdentifier((Object) "acme").openSession()) {
            CachedQuery.of(session.createSelectionQuery("select number from Voucher where id = :id", Integer.class)
                            .setParameter("id", number))
                    .key("voucher:" + number)
                    .tags("vouchers")
                    .getResultList();
        }
    }

    int entries() {
        return entries;
    }

    /** The ways to end results, and what each takes at the median, in microseconds. */
    List<Taken> measure() {
        var tenant = new TenantKey("acme");
        return List.of(
                taken("all of a tenant", results -> results.ofTenant(tenant).invalidateAll()),
                taken("an entity", results -> results.ofTenant(tenant).invalidateEntity(Items.Voucher.class)),
                taken("a tag", results -> results.ofTenant(tenant).invalidateTag("vouchers")),
                taken("a key", results -> results.ofTenant(tenant).invalidateKey("voucher:1")),
                taken("a pattern of keys", results -> results.ofTenant(tenant).invalidateKeys("voucher:*")));
    }

    /**
     * What a way takes.
     *
     * @param title of the way
     * @param micros at the median, in microseconds
     */
    record Taken(String title, double micros) {}

    private Taken taken(String title, Consumer<CachedResults> invalidation) {
        var results = CachedResults.of(factory);
        var nanos = new ArrayList<Long>();
        for (var time = 0; time < TIMES; time++) {
            var began = System.nanoTime();
            invalidation.accept(results);
            nanos.add(System.nanoTime() - began);
        }
        var median = nanos.stream().sorted().skip(TIMES / 2).findFirst().orElseThrow();
        return new Taken(title, (double) median / TimeUnit.MICROSECONDS.toNanos(1));
    }

    @Override
    public void close() {
        factory.close();
    }
}
