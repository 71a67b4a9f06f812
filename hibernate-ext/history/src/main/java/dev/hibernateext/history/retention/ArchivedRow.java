/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.history.Revision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a history that leaves it.
 *
 * @param table the name of its entity, such as {@code Product_AUD}
 * @param id of the entity it tells of, or of the owner of the element it tells of
 * @param revision that recorded it
 * @param operation what was recorded, as the backend names it, such as {@code ADD}
 * @param values by name, parts of the id included
 */
public record ArchivedRow(
        String table, Object id, Revision revision, String operation, Map<String, @Nullable Object> values) {

    /** Copies the values. */
    public ArchivedRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The table, the revision and the operation, never a value. */
    @Override
    public String toString() {
        return "ArchivedRow[table=%s, revision=%d, operation=%s]".formatted(table, revision.number(), operation);
    }
}
