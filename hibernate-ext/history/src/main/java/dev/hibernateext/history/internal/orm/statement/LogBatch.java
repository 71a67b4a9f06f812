/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.audit.ModificationType;
import org.hibernate.audit.spi.AuditWriter;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;

/**
 * What statements of one transaction changed, as the queue of Hibernate's own log hands it out in the end. It is written behind the queue: a
 * constant number of statements for each chunk of an entity. Belongs to one session's thread.
 */
final class LogBatch implements AuditWriter, BeforeCompletionCallback {

    private final Function<String, LogCopy> copies;
    private final Map<String, Map<ModificationType, List<Row>>> pending = new LinkedHashMap<>();

    /**
     * A row.
     *
     * @param id of it
     * @param values it had, if it was deleted
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Row(Object id, Object[] values) {

        /** Nothing of it. */
        @Override
        public String toString() {
            return "Row";
        }
    }

    LogBatch(Function<String, LogCopy> copies) {
        this.copies = copies;
    }

    @Override
    public void writeAuditRow(
            EntityKey key,
            Object entity,
            Object[] values,
            ModificationType type,
            SharedSessionContractImplementor session) {
        if (pending.isEmpty()) {
            session.getTransactionCompletionCallbacks().registerCallback(this);
        }
        pending.computeIfAbsent(key.getPersister().getEntityName(), name -> new EnumMap<>(ModificationType.class))
                .computeIfAbsent(type, each -> new ArrayList<>())
                .add(new Row(key.getIdentifier(), values));
    }

    @Override
    public void doBeforeTransactionCompletion(SharedSessionContractImplementor session) {
        var rows = new LinkedHashMap<>(pending);
        pending.clear();
        var written = WrittenRows.of(session);
        rows.forEach((entity, byType) -> byType.forEach((type, all) -> {
            var writing = new LogWriting(copies.apply(entity), type, session);
            var recorded = all.stream()
                    .collect(partitioningBy(row -> isRecorded(new RowKey(entity, row.id()), written, session)));
            inChunks(requireNonNull(recorded.get(true)), writing::settle);
            inChunks(requireNonNull(recorded.get(false)), writing::write);
        }));
    }

    /** Another session of the transaction has written the row after the statement, so that it was in two queues. */
    private static boolean isRecorded(RowKey row, WrittenRows written, SharedSessionContractImplementor session) {
        var queue = written.queue(row);
        return queue != null && queue != session.getAuditWorkQueue();
    }

    private static void inChunks(List<Row> rows, Consumer<List<Row>> work) {
        for (int from = 0; from < rows.size(); from += RowTables.CHUNK) {
            work.accept(rows.subList(from, Math.min(rows.size(), from + RowTables.CHUNK)));
        }
    }
}
