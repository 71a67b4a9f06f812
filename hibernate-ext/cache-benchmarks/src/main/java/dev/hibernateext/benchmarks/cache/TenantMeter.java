/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** How many results of a tenant are still there while another one writes the same table. */
final class TenantMeter {

    static final int WRITES = 1_000;

    private final CacheWay way;

    TenantMeter(CacheWay way) {
        this.way = way;
    }

    /** Each of the tenant's reads comes after a write of the other one. */
    long hits(DatabaseServers servers) throws SQLException {
        try (var dataSource = new TestDataSource(servers.create(DatabaseKind.POSTGRESQL));
                var factory = way.open(dataSource, Items.Voucher.class)) {
            in(factory, "reader", session -> persist(session, new Items.Voucher(1)));
            in(factory, "writer", session -> persist(session, new Items.Voucher(2)));
            in(factory, "reader", TenantMeter::read);
            factory.getStatistics().setStatisticsEnabled(true);
            for (var write = 1; write <= WRITES; write++) {
                var number = write;
                in(factory, "writer", session -> session.find(Items.Voucher.class, 2).number = number);
                in(factory, "reader", TenantMeter::read);
            }
            return factory.getStatistics().getQueryCacheHitCount();
        }
    }

    private static Object persist(Session session, Items.Voucher voucher) {
        session.persist(voucher);
        return voucher;
    }

    private static int read(Session session) {
        return session.createSelectionQuery("from Voucher", Items.Voucher.class)
                .setCacheable(true)
                .getResultList()
                .size();
    }

    private static void in(SessionFactory factory, String tenant, Function<Session, ?> work) {
        try (var session =
                factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
            session.fromTransaction(transaction -> work.apply(session));
        }
    }
}
