/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import jakarta.persistence.PersistenceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that was refused.
 *
 * @param index its place among the rows given, from 0
 * @param entity the row, as it was given
 * @param id its id, or null if it has none yet
 * @param code what kind of failure it is: {@code constraint.unique}, {@code .not-null}, {@code .foreign-key}, {@code .check} or {@code
 *     .other} for constraints of the database, {@code data} for values that do not fit the column, {@code stale} for rows that are gone or have another version, the code of an
 *     error of this library, or {@code other}
 * @param attributes the attributes it is about, as far as the mappings tell
 * @param error what was thrown; for constraints of the database the translation, without values
 * @param <E> the entity
 */
public record BadRow<E>(
        int index, E entity, @Nullable Object id, String code, List<String> attributes, PersistenceException error) {

    /** Copies the attributes. */
    public BadRow {
        attributes = List.copyOf(attributes);
    }

    /** Says which row and why, without its values. */
    @Override
    public String toString() {
        return "row %d: %s%s"
                .formatted(index, code, attributes.isEmpty() ? "" : " of " + String.join(", ", attributes));
    }
}
