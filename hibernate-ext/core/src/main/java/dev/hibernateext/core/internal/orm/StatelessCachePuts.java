/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.CacheMode;
import org.hibernate.ScrollableResults;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.JdbcSelect;

/**
 * Keeps queries of stateless sessions from putting soft-deletable rows into the second-level cache. A fetched reference yields
 * deleted rows too, and a stateless session has no event in which they could be taken out again.
 */
final class StatelessCachePuts {

    private final Set<String> tables;

    private StatelessCachePuts(SessionFactoryImplementor factory, SoftDeletionModel model) {
        this.tables = cachedTables(factory, model);
    }

    private static Set<String> cachedTables(SessionFactoryImplementor factory, SoftDeletionModel model) {
        var found = new HashSet<String>();
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> {
            if (model.of(persister.getEntityName()) != null && persister.canWriteToCache()) {
                for (var table : persister.getQuerySpaces()) {
                    found.add((String) table);
                }
            }
        });
        return Set.copyOf(found);
    }

    /** Executes a query of any session. */
    static <T> T around(JdbcSelect select, SharedSessionContractImplementor session, Supplier<T> query) {
        return session instanceof StatelessSession && session.getCacheMode().isPutEnabled()
                ? of(session.getFactory()).execute(select, session, query)
                : query.get();
    }

    private static StatelessCachePuts of(SessionFactoryImplementor factory) {
        var state = FactoryState.of(factory);
        var model = SoftDeletionModel.of(state);
        return state.component(StatelessCachePuts.class, () -> new StatelessCachePuts(factory, model));
    }

    private <T> T execute(JdbcSelect select, SharedSessionContractImplementor session, Supplier<T> query) {
        if (Collections.disjoint(tables, select.getAffectedTableNames())) {
            return query.get();
        }
        var mode = session.getCacheMode();
        session.setCacheMode(mode.isGetEnabled() ? CacheMode.GET : CacheMode.IGNORE);
        var restores = true;
        try {
            var result = query.get();
            // rows that are scrolled over are read later
            restores = !(result instanceof ScrollableResults<?>);
            return result;
        } finally {
            if (restores) {
                session.setCacheMode(mode);
            }
        }
    }
}
