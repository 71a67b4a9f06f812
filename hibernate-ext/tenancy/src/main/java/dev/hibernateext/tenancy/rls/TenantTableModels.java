/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.rls;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.SessionFactory;
import org.hibernate.service.Service;

/** The tables of each factory on one registry. Safe for use by many threads. */
final class TenantTableModels implements Service {

    private static final long serialVersionUID = 1L;

    /** Guarded by {@code this}. */
    private final transient Map<SessionFactory, List<TenantTable>> tables = new WeakHashMap<>();

    synchronized void put(SessionFactory factory, List<TenantTable> found) {
        tables.put(factory, found);
    }

    synchronized List<TenantTable> of(SessionFactory factory) {
        return tables.getOrDefault(factory, List.of());
    }
}
