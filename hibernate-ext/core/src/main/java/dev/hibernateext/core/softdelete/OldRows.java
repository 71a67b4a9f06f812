/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Purges what was deleted long ago, the oldest first. */
final class OldRows {

    private final TrashSession session;
    private final TrashEntity entity;
    private final PurgeOptions options;
    private final Function<Session, Purge> purges;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private int passed;
    private long kept;

    OldRows(TrashSession session, TrashEntity entity, PurgeOptions options, Function<Session, Purge> purges) {
        this.session = session;
        this.entity = entity;
        this.options = options;
        this.purges = purges;
    }

    PurgeResult purge(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("The age is negative: " + age);
        }
        var clock = FactoryState.of(session.factory()).clock();
        var before = Objects.requireNonNull(entity.deletion().mark().format())
                .format(clock.instant().minus(age));
        while (!options.cancelled().getAsBoolean()) {
            if (inTransaction(() -> batch(before)) < options.batchSize()) {
                return result(false);
            }
        }
        return result(true);
    }

    private PurgeResult result(boolean cancelled) {
        return new PurgeResult(counts, kept, options.dryRun(), cancelled);
    }

    private int inTransaction(Supplier<Integer> batch) {
        var parent = session.parent();
        int size;
        if (parent.isTransactionInProgress()) {
            size = batch.get();
        } else {
            size = inOwnTransaction(parent, batch);
        }
        if (size > 0) {
            options.progress().accept(result(false));
        }
        return size;
    }

    private static int inOwnTransaction(SharedSessionContractImplementor parent, Supplier<Integer> batch) {
        var transaction = parent.beginTransaction();
        try {
            var size = batch.get();
            transaction.commit();
            return size;
        } catch (RuntimeException failure) {
            if (transaction.isActive()) {
                transaction.rollback();
            }
            throw failure;
        }
    }

    private int batch(Object before) {
        return session.in(ScopeFlag.PURGE, child -> {
            var ids = oldest(before, child);
            if (!ids.isEmpty()) {
                purge(ids, child);
            }
            return ids.size();
        });
    }

    private List<Object> oldest(Object before, Session child) {
        var hql = "select id(e) from %1$s e where %2$s < :before order by %2$s, id(e)"
                .formatted(entity.name(), entity.mark("e"));
        return child.createSelectionQuery(hql, Object.class)
                .setParameter("before", before)
                .setFirstResult(passed)
                .setMaxResults(options.batchSize())
                .getResultList();
    }

    private void purge(List<Object> ids, Session child) {
        try {
            purgeTogether(ids, child);
        } catch (StillReferencedException referenced) {
            if (ids.size() == 1) {
                kept++;
                passed++;
            } else {
                var half = ids.size() / 2;
                purge(ids.subList(0, half), child);
                purge(ids.subList(half, ids.size()), child);
            }
        }
    }

    private void purgeTogether(List<Object> ids, Session child) {
        var purge = purges.apply(child);
        var set = purge.rowsStillIn(entity, ids);
        if (options.dryRun()) {
            purge.check(set);
            purge.count(set).forEach((table, rows) -> counts.merge(table, rows, Long::sum));
            passed += ids.size();
        } else {
            purge.purge(set).forEach((table, rows) -> counts.merge(table, rows, Long::sum));
            new ManagedRows(session.parent()).evict(set);
        }
    }
}
