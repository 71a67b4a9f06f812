/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

/** How connections come to serve tenants in schemas. */
enum SchemaWay {
    /** A pool whose connections know one schema. */
    FIXED("one schema, by the pool"),
    /** A pool, and a statement that switches each transaction. */
    BY_HAND("pool, `set local search_path` by hand"),
    /** A pool, and a switch that rides with the first statement. */
    CARRIED("pool, carried"),
    /** Connections that go back to their tenants. */
    AFFINE("`AffineDatabases`, carried");

    static final int TENANTS_A_CONNECTION = 2_000;

    private final String title;

    SchemaWay(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
