/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;

/** Executes statements on many rows in parts that fit into the limits of the database. */
final class TrashStatements {

    /** Far below what any supported database takes, 32 767 on PostgreSQL being the least, and few enough to be parsed fast. */
    private static final int MOST_PARAMETERS = 5_000;

    private final SharedSessionContract session;

    TrashStatements(SharedSessionContract session) {
        this.session = session;
    }

    /** The rows of a query whose parameter {@code ids} takes identifiers of an entity. */
    List<Object[]> select(String hql, EntityPersister entity, Collection<?> ids) {
        var found = new ArrayList<Object[]>();
        for (var part : parts(entity, ids)) {
            found.addAll(query(hql, Map.of("ids", part)).getResultList());
        }
        return found;
    }

    /** As {@link #select}, and nobody else writes the rows until the transaction ends. */
    List<Object[]> lock(String hql, EntityPersister entity, Collection<?> ids) {
        var found = new ArrayList<Object[]>();
        for (var part : parts(entity, ids)) {
            found.addAll(query(hql, Map.of("ids", part))
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList());
        }
        return found;
    }

    SelectionQuery<Object[]> query(String hql, Map<String, ?> parameters) {
        var query = session.createSelectionQuery(hql, Object[].class);
        parameters.forEach((name, value) -> {
            if (value instanceof Collection<?> values) {
                query.setParameterList(name, values);
            } else {
                query.setParameter(name, value);
            }
        });
        return query;
    }

    long execute(String hql, EntityPersister entity, Collection<?> ids) {
        long count = 0;
        for (var part : parts(entity, ids)) {
            count += session.createMutationQuery(hql)
                    .setParameterList("ids", part)
                    .executeUpdate();
        }
        return count;
    }

    List<List<Object>> parts(EntityPersister entity, Collection<?> ids) {
        var size = Math.max(1, limit() / entity.getIdentifierMapping().getJdbcTypeCount());
        var all = List.<Object>copyOf(ids);
        var parts = new ArrayList<List<Object>>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }

    /** A statement may have its identifiers twice. */
    private int limit() {
        var limit = ((SharedSessionContractImplementor) session)
                .getFactory()
                .getJdbcServices()
                .getDialect()
                .getParameterCountLimit();
        return limit > 0 ? Math.min(MOST_PARAMETERS, limit / 2) : MOST_PARAMETERS;
    }
}
