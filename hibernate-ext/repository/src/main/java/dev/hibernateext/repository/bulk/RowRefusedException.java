/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import dev.hibernateext.core.HibernateExtException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A row of a load was refused by the database, a hook or validation, under {@link FailurePolicy#THROW}. The transaction is to be rolled
 * back. Code: {@code bulk.row-refused}, with status 422.
 */
public final class RowRefusedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final Place place;
    private final String reason;

    /** Where it was. */
    record Place(String entityName, long firstIndex, long lastIndex, List<String> attributes) implements Serializable {

        private String rows() {
            return firstIndex == lastIndex
                    ? "row " + firstIndex
                    : "one of rows %d to %d".formatted(firstIndex, lastIndex);
        }

        private String names() {
            return attributes.isEmpty() ? "" : " of " + String.join(", ", attributes);
        }
    }

    private RowRefusedException(Place place, BadRow<?> row) {
        super(
                "bulk.row-refused",
                "Cannot load rows of %s: %s was refused, counted from 0 (%s%s). Roll back and load again without it, or with a policy that leaves bad rows out."
                        .formatted(place.entityName, place.rows(), row.code(), place.names()),
                row.error());
        this.place = place;
        this.reason = row.code();
    }

    static RowRefusedException of(Place place, BadRow<?> row) {
        return new RowRefusedException(place, row);
    }

    /**
     * The entity of the rows.
     *
     * @return the name of its class
     */
    public String entityName() {
        return place.entityName;
    }

    /**
     * The first row that may be the bad one. It is the same as the last where the database tells: PostgreSQL does during COPY, but not for
     * foreign keys, which it checks at the end.
     *
     * @return its place among the rows given, from 0
     */
    public long firstIndex() {
        return place.firstIndex;
    }

    /**
     * The last row that may be the bad one.
     *
     * @return its place among the rows given, from 0
     */
    public long lastIndex() {
        return place.lastIndex;
    }

    /**
     * The attributes it is about, as far as the database and the mappings tell.
     *
     * @return their paths
     */
    public List<String> attributes() {
        return place.attributes;
    }

    /**
     * What kind of failure it is.
     *
     * @return as {@link BadRow#code()}
     */
    public String reason() {
        return reason;
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of(
                "entity", place.entityName,
                "firstIndex", place.firstIndex,
                "lastIndex", place.lastIndex,
                "attributes", place.attributes,
                "reason", reason);
    }
}
