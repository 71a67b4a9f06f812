/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.RowDeletedException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.transaction.Trial;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * Upserts on any database: looks which rows are there and locks them, updates those and inserts the others. Where somebody else inserts
 * one of them in between, it looks again.
 */
final class MatchedUpsert<E> implements ChunkWriter<E> {

    private static final int LOOKS = 5;

    private final UpsertPlan plan;
    private final Trial trial;
    private final Inserts<E> inserts = Inserts.byArrays();

    MatchedUpsert(UpsertPlan plan, Trial trial) {
        this.plan = plan;
        this.trial = trial;
    }

    @Override
    public Written write(StatelessSession session, List<E> rows) {
        var written = Written.NOTHING;
        for (var round : KeyOrder.rounds(plan, rows, (SharedSessionContractImplementor) session)) {
            written = written.plus(upsert(round));
        }
        return written;
    }

    private Written upsert(List<E> rows) {
        var before = RowStates.of((SharedSessionContractImplementor) trial.session(), rows);
        for (var look = 1; ; look++) {
            try {
                return trial.call(session -> look(session, rows));
            } catch (PersistenceException e) {
                before.restore();
                if (look == LOOKS || !RefusedRows.isTaken(e, trial.session().getFactory())) {
                    throw e;
                }
            }
        }
    }

    private Written look(StatelessSession session, List<E> rows) {
        var keys = keys(rows);
        var there = new MatchedRows<E>(plan, session).lock(keys);
        if (plan.isSoftDeletable() && plan.upsert().deleted() != DeletedRowPolicy.INSERT) {
            addDeleted(there, keys);
        }
        return write(session, rows, there);
    }

    private List<List<Object>> keys(List<E> rows) {
        return rows.stream().map(this::key).filter(Objects::nonNull).toList();
    }

    private @Nullable List<Object> key(E row) {
        return plan.keyOf(row, (SharedSessionContractImplementor) trial.session());
    }

    private void addDeleted(Map<List<Object>, E> there, List<List<Object>> keys) {
        var missing = keys.stream().filter(key -> !there.containsKey(key)).toList();
        if (missing.isEmpty()) {
            return;
        }
        try (var deletedRows = DeletedRows.ONLY.openStatelessSession(trial.session())) {
            var deleted = new MatchedRows<E>(plan, deletedRows).lock(missing);
            if (!deleted.isEmpty()) {
                revive(deleted.values().stream().map(this::idOf).toList());
                there.putAll(new MatchedRows<E>(plan, trial.session()).lock(missing));
            }
        }
    }

    private void revive(List<Object> ids) {
        if (plan.upsert().deleted() == DeletedRowPolicy.FAIL) {
            throw RowDeletedException.onUpsert(plan.persister().getEntityName(), ids.get(0));
        }
        Trash.of(trial.session(), plan.persister().getMappedClass()).restoreAll(ids);
    }

    private Object idOf(E row) {
        return plan.persister().getIdentifier(row, (SharedSessionContractImplementor) trial.session());
    }

    private Written write(StatelessSession session, List<E> rows, Map<List<Object>, E> there) {
        var fresh = new ArrayList<E>();
        var given = new ArrayList<E>();
        var current = new ArrayList<E>();
        for (var row : rows) {
            var key = key(row);
            var match = key == null ? null : there.get(key);
            if (match == null) {
                fresh.add(row);
            } else {
                given.add(row);
                current.add(match);
            }
        }
        var written = fresh.isEmpty() ? Written.NOTHING : inserts.write(session, fresh);
        return written.plus(change(session, given, current));
    }

    private Written change(StatelessSession session, List<E> given, List<E> current) {
        if (plan.upsert().keepsRows()) {
            refresh(given, current);
            return new Written(0, 0, 0, given.size());
        }
        for (var i = 0; i < given.size(); i++) {
            for (var index : plan.changed()) {
                var value = plan.persister().getValue(given.get(i), index);
                plan.persister().setValue(current.get(i), index, value);
            }
        }
        if (!given.isEmpty()) {
            session.updateMultiple(current);
        }
        refresh(given, current);
        return Written.updated(given.size());
    }

    /** What was given becomes what is in the database. */
    private void refresh(List<E> given, List<E> current) {
        var persister = plan.persister();
        var session = (SharedSessionContractImplementor) trial.session();
        for (var i = 0; i < given.size(); i++) {
            persister.setIdentifier(given.get(i), persister.getIdentifier(current.get(i), session), session);
            for (var index = 0; index < persister.getPropertyNames().length; index++) {
                if (!(persister.getAttributeMappings().get(index) instanceof PluralAttributeMapping)) {
                    persister.setValue(given.get(i), index, persister.getValue(current.get(i), index));
                }
            }
        }
    }
}
