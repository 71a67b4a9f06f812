/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.internal.synchronization.work.AddWorkUnit;
import org.hibernate.envers.internal.synchronization.work.AuditWorkUnit;
import org.hibernate.envers.internal.synchronization.work.CollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.DelWorkUnit;
import org.hibernate.envers.internal.synchronization.work.FakeBidirectionalRelationWorkUnit;
import org.hibernate.envers.internal.synchronization.work.ModWorkUnit;
import org.hibernate.envers.internal.synchronization.work.WorkUnitMergeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * One row that a statement changed, among the units of work of Envers: merged with what the session did to the same row, and written
 * together with the others. Leans on {@code AuditWorkUnit} and {@code WorkUnitMergeVisitor}.
 */
final class RowUnit implements AuditWorkUnit, WorkUnitMergeVisitor {

    private final RowBatch batch;
    private final RowKey key;
    private @Nullable RowChange change;
    private Object @Nullable [] deleted;
    private @Nullable DelWorkUnit deletion;
    private boolean performed;

    RowUnit(RowBatch batch, RowKey key, RowChange change, Object @Nullable [] deleted) {
        this.batch = batch;
        this.key = key;
        this.change = change;
        this.deleted = deleted;
    }

    RowKey key() {
        return key;
    }

    /** What is to be recorded, or null if that is nothing, or another's task. */
    @Nullable
    RowChange change() {
        return change;
    }

    /** What Envers knows of the delete, if a session did it. */
    @Nullable
    DelWorkUnit deletion() {
        return deletion;
    }

    /** What a deleted row was, if that is recorded. */
    Object @Nullable [] deleted() {
        return deleted;
    }

    void written() {
        performed = true;
    }

    @Override
    public Object getEntityId() {
        return key.id();
    }

    @Override
    public String getEntityName() {
        return key.entity();
    }

    @Override
    public boolean containsWork() {
        return true;
    }

    @Override
    public boolean isPerformed() {
        return performed;
    }

    @Override
    public RevisionType getRevisionType() {
        return change == null ? RevisionType.MOD : RevisionType.fromRepresentation((byte) change.number());
    }

    @Override
    public Map<String, Object> generateData(Object revision) {
        throw new UnsupportedOperationException("Rows of statements are copied by statements");
    }

    /** The first unit writes all. */
    @Override
    public void perform(SharedSessionContractImplementor session, Object revision) {
        batch.write(session, revision);
    }

    @Override
    public void undo(SharedSessionContractImplementor session) {
        batch.undo(session, this);
    }

    /** This comes later than another. */
    @Override
    public @Nullable AuditWorkUnit dispatch(WorkUnitMergeVisitor first) {
        if (first instanceof RowUnit earlier) {
            return earlier.then(this);
        }
        var own = change;
        if (first instanceof AuditWorkUnit earlier && own != null) {
            change = RowChange.of(earlier.getRevisionType().getRepresentation()).then(own);
        }
        return change == null ? null : this;
    }

    private @Nullable AuditWorkUnit then(RowUnit later) {
        if (change == null || performed || later.change == null) {
            return later;
        }
        change = change.then(later.change);
        deleted = later.deleted;
        deletion = null;
        later.change = null;
        return change == null ? null : this;
    }

    @Override
    public AuditWorkUnit merge(AddWorkUnit second) {
        return merged(second, RowChange.INSERT);
    }

    @Override
    public AuditWorkUnit merge(ModWorkUnit second) {
        return merged(second, RowChange.UPDATE);
    }

    @Override
    public AuditWorkUnit merge(CollectionChangeWorkUnit second) {
        return merged(second, RowChange.UPDATE);
    }

    @Override
    public AuditWorkUnit merge(FakeBidirectionalRelationWorkUnit second) {
        return merged(second, RowChange.UPDATE);
    }

    private AuditWorkUnit merged(AuditWorkUnit second, RowChange later) {
        if (change == null || performed) {
            return second;
        }
        change = change.then(later);
        return this;
    }

    /** Envers knows what was deleted. */
    @Override
    public @Nullable AuditWorkUnit merge(DelWorkUnit second) {
        var left = change == null ? RowChange.DELETE : change.then(RowChange.DELETE);
        if (left == RowChange.REMOVAL) {
            change = left;
            deletion = second;
            return this;
        }
        change = null;
        return left == null ? null : second;
    }
}
