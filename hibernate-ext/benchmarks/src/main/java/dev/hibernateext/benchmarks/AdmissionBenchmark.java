/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.retry.CircuitLimits;
import dev.hibernateext.tenancy.retry.ConnectRetries;
import dev.hibernateext.tenancy.retry.RetriedDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Time and allocated bytes of taking a connection and closing it, for one of a hundred tenants, another each time. The pool behind costs
 * nothing; what differs from {@link #pool} is the price.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AdmissionBenchmark {

    private final TenantDatabases pool = new OneConnection();
    private final TenantDatabases admitted = new AdmittedDatabases(pool, AdmissionPolicy.of(AdmissionLimits.of(10)));
    private final TenantDatabases retried = new RetriedDatabases(pool, ConnectRetries.upTo(3), CircuitLimits.DEFAULT);
    private final Tenant[] tenants = IntStream.range(0, 100)
            .mapToObj(number -> Tenant.active("t" + number, TenantPlacement.rows(TenantDatabases.MAIN)))
            .toArray(Tenant[]::new);
    private int next;

    /** Gives a connection that does nothing. */
    private static final class OneConnection implements TenantDatabases {

        private final Connection connection = (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> method.getName().equals("close") ? null : self.hashCode());

        @Override
        public Connection connection(Tenant tenant) {
            return connection;
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DataSource shared() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private void use(TenantDatabases databases) throws SQLException {
        next = next + 1 < tenants.length ? next + 1 : 0;
        databases.connection(tenants[next]).close();
    }

    /**
     * What the others are compared with.
     *
     * @throws SQLException never
     */
    @Benchmark
    public void pool() throws SQLException {
        use(pool);
    }

    /**
     * Behind a gate nobody waits at.
     *
     * @throws SQLException never
     */
    @Benchmark
    public void admitted() throws SQLException {
        use(admitted);
    }

    /**
     * Connected at the first attempt.
     *
     * @throws SQLException never
     */
    @Benchmark
    public void retried() throws SQLException {
        use(retried);
    }
}
