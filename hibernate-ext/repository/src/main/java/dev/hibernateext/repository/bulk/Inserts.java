/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import jakarta.persistence.PersistenceException;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Inserts rows in binary where that gives what the session would do, else by the session. Belongs to one write. */
final class Inserts<E> implements ChunkWriter<E> {

    private final boolean copies;
    private @Nullable EntityPersister known;
    private @Nullable PlainInsert<E> writer;

    private Inserts(boolean copies) {
        this.copies = copies;
    }

    /** One statement for each chunk. */
    static <E> Inserts<E> byArrays() {
        return new Inserts<>(false);
    }

    /** COPY where it may be used. */
    static <E> Inserts<E> byCopy() {
        return new Inserts<>(true);
    }

    @Override
    public Written write(StatelessSession session, List<E> rows) {
        var implementor = (SharedSessionContractImplementor) session;
        var persister = commonPersister(implementor, rows);
        if (persister != null && persister != known) {
            known = persister;
            writer = find(persister, implementor);
        }
        if (persister != null && writer != null) {
            return writer.write(session, rows);
        }
        if (persister == null) {
            known = null;
            writer = null;
        }
        session.insertMultiple(rows);
        return Written.inserted(rows.size());
    }

    /** Which row of the chunk that failed last was to blame, from 0, or -1 if nobody knows. */
    int failedAt(PersistenceException error) {
        return writer == null ? -1 : writer.failedAt(error);
    }

    /** The attribute that was to blame, as far as the database tells. */
    List<String> failedFor(PersistenceException error) {
        return writer == null ? List.of() : writer.failedFor(error);
    }

    private @Nullable PlainInsert<E> find(EntityPersister persister, SharedSessionContractImplementor session) {
        var table = PlainTable.find(persister, session);
        if (table == null) {
            return null;
        }
        var copy = copies ? CopyRows.find(table, session) : null;
        return new PlainInsert<>(table, copy == null ? new ArrayParameters(table) : copy);
    }

    /** That of all rows, or null if they are of several subclasses. */
    private static @Nullable EntityPersister commonPersister(SharedSessionContractImplementor session, List<?> rows) {
        EntityPersister common = null;
        for (var row : rows) {
            var persister = session.getEntityPersister(null, row);
            if (common != null && common != persister) {
                return null;
            }
            common = persister;
        }
        return common;
    }
}
