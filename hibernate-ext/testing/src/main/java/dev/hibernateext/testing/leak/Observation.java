/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import jakarta.persistence.metamodel.PluralAttribute;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant sees of an entity: how many rows there are, and the values and the sizes of the collections of one of its own.
 *
 * @param count of the rows
 * @param state of its own row
 * @param sizes of the collections of its own row
 */
record Observation(long count, List<@Nullable Object> state, List<Integer> sizes) {

    static Observation of(Session session, Subject subject, Object id) {
        var count = session.createSelectionQuery("select count(*) from " + subject.name(), Long.class)
                .getSingleResult();
        var row = session.find(subject.javaType(), id);
        if (row == null) {
            return new Observation(count, List.of(), List.of());
        }
        var sizes = subject.type().getPluralAttributes().stream()
                .flatMap(plural -> Stream.of(counted(session, subject, plural, id), loaded(plural, row)))
                .toList();
        return new Observation(count, Arrays.asList(subject.persister().getValues(row)), sizes);
    }

    private static int counted(Session session, Subject subject, PluralAttribute<?, ?, ?> plural, Object id) {
        return session.createSelectionQuery(
                        "select count(x) from %s e join e.%s x where id(e) = :id"
                                .formatted(subject.name(), plural.getName()),
                        Long.class)
                .setParameter("id", id)
                .getSingleResult()
                .intValue();
    }

    private static int loaded(PluralAttribute<?, ?, ?> plural, Object row) {
        var elements = Members.get(row, plural.getJavaMember());
        return elements instanceof Map<?, ?> map
                ? map.size()
                : elements instanceof Collection<?> collection ? collection.size() : 0;
    }

    boolean isEmpty() {
        return state.isEmpty();
    }

    boolean isOfSameRow(Observation other, Type[] types) {
        return state.size() == other.state.size()
                && sizes.equals(other.sizes)
                && IntStream.range(0, state.size())
                        .allMatch(index -> isSame(types[index], state.get(index), other.state.get(index)));
    }

    private static boolean isSame(Type type, @Nullable Object one, @Nullable Object other) {
        if (type.isAssociationType() || one instanceof java.sql.Blob || one instanceof java.sql.Clob) {
            return Objects.isNull(one) == Objects.isNull(other);
        }
        return (one == null || other == null) ? one == other : type.isEqual(one, other);
    }
}
