/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Under which names in Redis tables are written and read, those of each tenant by themselves where their rows belong to tenants. Safe for use
 * by many threads.
 */
final class ResultNames {

    /** Written by each write, and read by who reads the rows of all tenants. */
    private static final String ANY = "write any ";

    /** Written by writes of all tenants' rows, and read by everybody. */
    private static final String ALL = "write all ";

    private final OwnedTables owned = new OwnedTables();
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** Each with its table. */
    Map<String, String> written(Collection<String> tables, Reach reach, SharedSessionContractImplementor session) {
        var names = new LinkedHashMap<String, String>();
        for (var table : tables) {
            var tenant = tenant(table, reach, session.getFactory());
            names.put(ANY + table, table);
            names.put(tenant == null ? ALL + table : ofTenant(tenant, table), table);
        }
        return names;
    }

    List<String> read(Collection<String> tables, Reach reach, SharedSessionContractImplementor session) {
        var names = new ArrayList<String>();
        for (var table : tables) {
            var tenant = tenant(table, reach, session.getFactory());
            if (tenant == null) {
                names.add(ANY + table);
            } else {
                names.add(ALL + table);
                names.add(ofTenant(tenant, table));
            }
        }
        return names;
    }

    /** Statements that leave the versions of a table's rows as they are. */
    static String passes(String table) {
        return "pass " + table;
    }

    private static String ofTenant(String tenant, String table) {
        return "write of %d %s %s".formatted(tenant.length(), tenant, table);
    }

    private @Nullable String tenant(String table, Reach reach, SessionFactoryImplementor factory) {
        return known.computeIfAbsent(table, name -> owned.areOwned(name, factory)) ? reach.tenant() : null;
    }

    /** A region, which is emptied as a whole. */
    static String ofRegion(String region) {
        return "region " + region;
    }
}
