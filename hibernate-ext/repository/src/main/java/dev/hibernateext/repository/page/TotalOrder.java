/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.Sort;
import dev.hibernateext.repository.attribute.SortKey;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SortDirection;

/** Makes a sort in which no two rows are equal, the same on every database: the id breaks ties, and NULLs have a place. */
final class TotalOrder {

    private final SessionFactoryImplementor factory;

    TotalOrder(SessionFactory factory) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    <E> Sort<E> of(Class<E> entity, Sort<E> sort) {
        var seen = new HashSet<String>();
        var keys = new ArrayList<SortKey<E>>();
        for (var key : sort.keys()) {
            for (var leaf : key.path().leaves()) {
                if (seen.add(leaf.name())) {
                    keys.add(placed(new SortKey<>(leaf, key.direction(), key.nulls())));
                }
            }
        }
        // In the direction of the key before, so that one index serves both ways.
        var direction = keys.isEmpty()
                ? SortDirection.ASCENDING
                : keys.get(keys.size() - 1).direction();
        for (var id : AttributePath.idsOf(factory.getMetamodel(), entity)) {
            if (seen.add(id.name())) {
                keys.add(placed(new SortKey<>(id, direction, Nulls.NONE)));
            }
        }
        return new Sort<>(List.copyOf(keys));
    }

    private <E> SortKey<E> placed(SortKey<E> key) {
        return key.nulls() == Nulls.NONE ? key.withNulls(placeOfNulls(key.direction())) : key;
    }

    /** Where they come anyway, so that an index can give the order. */
    private Nulls placeOfNulls(SortDirection direction) {
        var configured = factory.getSessionFactoryOptions().getDefaultNullPrecedence();
        if (configured == Nulls.FIRST || configured == Nulls.LAST) {
            return configured;
        }
        var ordering = factory.getJdbcServices().getDialect().getNullOrdering();
        var smallestFirst = (ordering == NullOrdering.SMALLEST) == (direction == SortDirection.ASCENDING);
        return switch (ordering) {
            case FIRST -> Nulls.FIRST;
            case LAST -> Nulls.LAST;
            case SMALLEST, GREATEST -> smallestFirst ? Nulls.FIRST : Nulls.LAST;
        };
    }
}
