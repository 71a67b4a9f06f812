/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Time and allocated bytes of looking up one of ten thousand tenants, another each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TenantCatalogBenchmark {

    private final RegisteredTenants tenants = RegisteredTenants.cached();
    private final TenantCatalog catalog = tenants.catalog();
    private final TenantKey[] keys = tenants.keys().toArray(TenantKey[]::new);
    private int next;

    /**
     * Behind a cache whose answers are at most a second old.
     *
     * @return used up by the harness
     */
    @Benchmark
    public @Nullable Object lookUp() {
        next = next + 1 < keys.length ? next + 1 : 0;
        return catalog.find(keys[next]);
    }
}
