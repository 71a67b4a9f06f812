/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import jakarta.persistence.PersistenceException;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Inserts rows by COPY where it may be used, and says which row made it fail. Belongs to one write. */
final class LoadedRows<E> implements ChunkWriter<E> {

    private final String entityName;
    private final Inserts<E> inserts = Inserts.byCopy();
    private long done;

    LoadedRows(Class<E> type) {
        this.entityName = type.getName();
    }

    @Override
    public Written write(StatelessSession session, List<E> rows) {
        try {
            var written = inserts.write(session, rows);
            done += rows.size();
            return written;
        } catch (PersistenceException e) {
            throw RefusedRows.isToBlame(e) ? refused((SharedSessionContractImplementor) session, rows, e) : e;
        }
    }

    private RowRefusedException refused(
            SharedSessionContractImplementor session, List<E> rows, PersistenceException error) {
        var place = inserts.failedAt(error);
        var first = Math.max(place, 0);
        var last = place < 0 ? rows.size() - 1 : place;
        var bad = new RefusedRows(session.getFactory()).badRow(first, rows.get(first), error);
        var attributes = bad.attributes().isEmpty() ? inserts.failedFor(error) : bad.attributes();
        return RowRefusedException.of(
                new RowRefusedException.Place(entityName, done + first, done + last, attributes), bad);
    }
}
