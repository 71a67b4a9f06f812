/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import dev.hibernateext.core.transaction.Trial;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** One bulk write: the rows chunk by chunk, under a policy. Belongs to the thread of its session. */
final class BulkRun<E> {

    private final Trial trial;
    private final RowSource<E> source;
    private final ChunkWriter<E> writer;
    private final BulkOptions options;
    private final RefusedRows refused;
    private final List<BadRow<E>> badRows = new ArrayList<>();
    private Written written = Written.NOTHING;
    private List<E> rows = List.of();
    private int done;
    private boolean ended;

    BulkRun(Trial trial, RowSource<E> source, ChunkWriter<E> writer, BulkOptions options) {
        this.trial = trial;
        this.source = source;
        this.writer = writer;
        this.options = options;
        this.refused = new RefusedRows(trial.session().getFactory());
    }

    /** Hibernate asks the session that opened the connection how large batches are. */
    BulkReport<E> run() {
        var owner = (SharedSessionContract) session().getJdbcCoordinator().getJdbcSessionOwner();
        var batchSize = owner.getJdbcBatchSize();
        owner.setJdbcBatchSize(options.chunkSize());
        try {
            return runChunks();
        } finally {
            owner.setJdbcBatchSize(batchSize);
        }
    }

    private BulkReport<E> runChunks() {
        var cancelled = false;
        while (!ended && nextChunk()) {
            cancelled = options.cancelled().getAsBoolean();
            if (cancelled) {
                break;
            }
            write(0, rows.size());
            done = Math.addExact(done, rows.size());
            options.progress().accept(new BulkProgress(done, source.total()));
        }
        return new BulkReport<>(
                written.inserted(), written.updated(), written.deleted(), written.skipped(), badRows, cancelled);
    }

    private boolean nextChunk() {
        rows = source.next(options.chunkSize());
        return !rows.isEmpty();
    }

    private void write(int from, int to) {
        switch (options.onFailure()) {
            case THROW -> {
                written = written.plus(writer.write(trial.session(), rows.subList(from, to)));
            }
            case SKIP_CHUNK -> skipIfBad(from, to);
            case STOP, BISECT -> bisect(from, to);
        }
    }

    private void skipIfBad(int from, int to) {
        var failure = attempt(from, to);
        if (failure != null) {
            for (var index = from; index < to; index++) {
                report(index, failure);
            }
        }
    }

    /*
     * The first bad row is the only one that is looked for: what precedes it is written on the way, and what follows is one
     * range again. So a bad row costs one batch for each halving and one for the rest.
     */
    private void bisect(int first, int to) {
        var from = first;
        while (from < to && !ended) {
            var failure = attempt(from, to);
            if (failure == null) {
                return;
            }
            from = firstBad(from, to, failure) + 1;
            ended = options.onFailure() == FailurePolicy.STOP;
        }
    }

    /** Finds the first bad row of a range that has one. The last failure met is always one of the range that is left. */
    private int firstBad(int from, int to, PersistenceException failureOfRange) {
        var low = from;
        var high = to;
        var failure = failureOfRange;
        while (high - low > 1) {
            var middle = (low + high) >>> 1;
            var failureOfHalf = attempt(low, middle);
            if (failureOfHalf == null) {
                low = middle;
            } else {
                high = middle;
                failure = failureOfHalf;
            }
        }
        report(low, failure);
        return low;
    }

    private @Nullable PersistenceException attempt(int from, int to) {
        var range = rows.subList(from, to);
        var before = RowStates.of(session(), range);
        try {
            written = written.plus(trial.call(session -> writer.write(session, range)));
            return null;
        } catch (PersistenceException e) {
            before.restore();
            if (!RefusedRows.isToBlame(e)) {
                throw e;
            }
            return e;
        }
    }

    private void report(int index, PersistenceException failure) {
        badRows.add(refused.badRow(done + index, rows.get(index), failure));
    }

    private SharedSessionContractImplementor session() {
        return (SharedSessionContractImplementor) trial.session();
    }
}
