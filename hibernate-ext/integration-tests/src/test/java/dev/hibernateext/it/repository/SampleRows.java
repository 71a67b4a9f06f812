/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import dev.hibernateext.testing.SessionFactoryScope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Writes random rows and their owners, and tells what it wrote. */
final class SampleRows {

    private SampleRows() {}

    /** Gives the fields of each row by its id. */
    static Map<Integer, Map<String, @Nullable Object>> persist(
            SessionFactoryScope scope, RandomFilters random, int count) {
        var owners = RandomFilters.owners();
        var seen = owners.stream().map(RandomFilters::fieldsOf).toList();
        var rows = new TreeMap<Integer, Map<String, @Nullable Object>>();
        scope.inTransaction(session -> {
            owners.forEach(session::persist);
            for (var id = 0; id < count; id++) {
                var row = random.row(seen);
                rows.put(id, row);
                session.persist(sample(id, row, session));
            }
        });
        return rows;
    }

    private static Sample sample(int id, Map<String, @Nullable Object> row, Session session) {
        var sample = new Sample();
        sample.id = id;
        sample.word = as(row, "word", String.class::cast);
        sample.label = as(row, "label", String.class::cast);
        sample.letter = as(row, "letter", Character.class::cast);
        sample.flag = as(row, "flag", Boolean.class::cast);
        sample.tiny = as(row, "tiny", Byte.class::cast);
        sample.small = as(row, "small", Short.class::cast);
        sample.whole = as(row, "whole", Integer.class::cast);
        sample.large = as(row, "large", Long.class::cast);
        sample.single = as(row, "single", Float.class::cast);
        sample.twice = as(row, "twice", Double.class::cast);
        sample.price = as(row, "price", BigDecimal.class::cast);
        sample.huge = as(row, "huge", BigInteger.class::cast);
        sample.color = as(row, "color", Sample.Color.class::cast);
        sample.shade = as(row, "shade", Sample.Color.class::cast);
        sample.token = as(row, "token", UUID.class::cast);
        sample.onDay = as(row, "onDay", LocalDate.class::cast);
        sample.atHour = as(row, "atHour", LocalTime.class::cast);
        sample.localMoment = as(row, "localMoment", LocalDateTime.class::cast);
        sample.moment = as(row, "moment", Instant.class::cast);
        sample.offsetMoment = as(row, "offsetMoment", OffsetDateTime.class::cast);
        sample.extent = new Sample.Extent(
                as(row, "extent.width", Integer.class::cast), as(row, "extent.height", Integer.class::cast));
        sample.owner = as(row, "owner.id", owner -> session.find(Sample.Owner.class, owner));
        ((Collection<?>) Objects.requireNonNull(row.get("tags"))).forEach(tag -> sample.tags.add((String) tag));
        return sample;
    }

    private static <T> @Nullable T as(
            Map<String, @Nullable Object> row, String field, Function<Object, @Nullable T> type) {
        var value = row.get(field);
        return value == null ? null : type.apply(value);
    }
}
