/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.StatelessSessionImplementor;

/** Writes rows of entities that are maps, in one batch for each table. */
final class MapRows {

    /** By which Hibernate tells of which entity a map is. */
    private static final String ENTITY = "$type$";

    private final StatelessSessionImplementor session;

    private MapRows(StatelessSessionImplementor session) {
        this.session = session;
    }

    static MapRows of(StatelessSessionImplementor session, int batch) {
        session.setJdbcBatchSize(batch);
        return new MapRows(session);
    }

    void delete(List<? extends Map<?, ?>> rows) {
        each(rows, session::delete);
    }

    /** Envers maps what it records as never updated, so that rows are deleted and inserted. */
    void replace(List<? extends Map<?, ?>> rows) {
        each(rows, session::delete);
        each(rows, session::insert);
    }

    private void each(List<? extends Map<?, ?>> rows, BiConsumer<String, Object> write) {
        rows.stream().sorted(Comparator.comparing(MapRows::entity)).forEach(row -> write.accept(entity(row), row));
        session.getJdbcCoordinator().executeBatch();
    }

    private static String entity(Map<?, ?> row) {
        return String.valueOf(row.get(ENTITY));
    }
}
