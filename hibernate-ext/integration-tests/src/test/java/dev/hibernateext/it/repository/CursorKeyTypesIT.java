/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.page.CursorPage;
import dev.hibernateext.repository.page.CursorPages;
import dev.hibernateext.repository.page.CursorRequest;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.hibernate.query.SortDirection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the database can sort by, it can be paged by: joined pages are the rows in the order of the database. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CursorKeyTypesIT {

    private static final int ROWS = 80;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "single",
                "level",
                "shade",
                "coded",
                "amount",
                "bytes",
                "span",
                "year",
                "hour",
                "zonedHour",
                "zonedMoment",
                "date",
                "stamp",
                "currency",
                "locale",
                "zone"
            })
    void joinsPagesToTheWhole(String field, SessionFactoryScope scope) {
        persist(scope);

        for (var direction : SortDirection.values()) {
            var pages = pages(scope, direction, field);
            var order = direction == SortDirection.ASCENDING ? "asc" : "desc";
            var expected = scope.fromTransaction(session -> session.createSelectionQuery(
                            "select v.id from Variety v order by %s %2$s, v.id %2$s"
                                    .formatted(sorted(scope, field), order),
                            Integer.class)
                    .getResultList());

            scope.inTransaction(session -> {
                assertThat(forward(request -> pages.read(session, request, each -> each)))
                        .as("seed %d: %s %s", seed, field, order)
                        .isEqualTo(expected);
                assertThat(backward(request -> pages.read(session, request, each -> each)))
                        .as("seed %d: %s %s", seed, field, order)
                        .isEqualTo(expected);
            });
        }
    }

    /** MariaDB sorts a native ENUM by position and compares it by name; pages do both by name, as its texts are elsewhere. */
    private static String sorted(SessionFactoryScope scope, String field) {
        return scope.database().kind() == DatabaseKind.MARIADB && field.equals("level")
                ? "sql('cast(? as char)', v.level)"
                : "v." + field;
    }

    @Test
    void comparesFloatsAsTheyAreStored(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            for (var id = 0; id < 9; id++) {
                var row = new Variety(id);
                row.single = new float[] {0.1f, 1_234_567f, 0.12345679f}[id % 3];
                session.persist(row);
            }
        });

        scope.inTransaction(session -> {
            var pages = pages(scope, SortDirection.ASCENDING, "single");
            assertThat(forward(request -> pages.read(session, request, each -> each)))
                    .containsExactly(0, 3, 6, 2, 5, 8, 1, 4, 7);
        });
    }

    @Test
    void givesTokensOfTheValuesOfAttributes(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var tokens = pages(scope, SortDirection.ASCENDING, "single", "level", "amount")
                    .tokens(session);
            var values = List.<Object>of(0.1f, Level.MIDDLE, new Amount(7), 1);

            assertThat(tokens.decode(tokens.encode(values))).isEqualTo(values);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "notes", "calendar"})
    void refusesWhatHasNoOrderOrCannotBeWritten(String field, SessionFactoryScope scope) {
        assertThatExceptionOfType(AttributePathException.class)
                .isThrownBy(() -> pages(scope, SortDirection.ASCENDING, field))
                .satisfies(error -> assertThat(error.path()).isEqualTo(field));
    }

    private static CursorPages<Variety> pages(SessionFactoryScope scope, SortDirection direction, String... fields) {
        var builder = CursorPages.of(scope.factory(), Variety.class).signedWith(new byte[32]);
        for (var field : fields) {
            if (direction == SortDirection.ASCENDING) {
                builder.ascending(field);
            } else {
                builder.descending(field);
            }
        }
        return builder.build();
    }

    private static List<Integer> forward(Function<CursorRequest, CursorPage<Variety>> reading) {
        var ids = new ArrayList<Integer>();
        @Nullable String token = null;
        do {
            var page = reading.apply(new CursorRequest(7, token, false));
            page.items().forEach(row -> ids.add(row.id));
            token = page.next();
        } while (token != null);
        return ids;
    }

    private static List<Integer> backward(Function<CursorRequest, CursorPage<Variety>> reading) {
        var ids = new ArrayList<Integer>();
        @Nullable String token = null;
        do {
            var page = reading.apply(new CursorRequest(7, token, true));
            ids.addAll(0, page.items().stream().map(row -> row.id).toList());
            token = page.previous();
        } while (token != null);
        return ids;
    }

    private void persist(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            for (var id = 0; id < ROWS; id++) {
                session.persist(row(id));
            }
        });
    }

    private Variety row(int id) {
        var row = new Variety(id);
        var moment = Instant.parse("2026-03-01T10:00:00Z").plusNanos(random.nextInt(9) * 1_000L);
        row.single = orNull(random.nextInt(9) * 0.1f);
        row.level = orNull(one(Level.values()));
        row.shade = orNull(one(Level.values()));
        row.coded = orNull(one(Level.values()));
        row.amount = orNull(new Amount(random.nextInt(12)));
        row.bytes = orNull(new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(3)});
        row.span = orNull(Duration.ofMillis(random.nextInt(9) * 500L));
        row.year = orNull(Year.of(2000 + random.nextInt(9)));
        row.hour = orNull(LocalTime.of(random.nextInt(24), 30));
        row.zonedHour = orNull(OffsetTime.of(LocalTime.of(random.nextInt(24), 15), ZoneOffset.UTC));
        row.zonedMoment = orNull(ZonedDateTime.ofInstant(moment, ZoneOffset.UTC));
        row.date = orNull(Date.from(moment));
        row.stamp = orNull(Timestamp.from(moment));
        row.currency = orNull(Currency.getInstance(one("EUR", "USD", "CHF")));
        row.locale = orNull(one(Locale.FRANCE, Locale.GERMAN, Locale.UK));
        row.zone = orNull(ZoneId.of(one("Europe/Berlin", "UTC", "Asia/Tokyo")));
        return row;
    }

    private <T> @Nullable T orNull(T value) {
        return random.nextInt(10) < 3 ? null : value;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Neither in the order of their names nor the other way round. */
    enum Level {
        LOW,
        MIDDLE,
        HIGH
    }

    record Amount(int cents) {}

    @Entity(name = "Variety")
    static class Variety {

        @Id
        int id;

        @Nullable
        Float single;

        @Enumerated(EnumType.STRING)
        @Nullable
        Level level;

        @Enumerated(EnumType.ORDINAL)
        @Nullable
        Level shade;

        @Convert(converter = Letter.class)
        @Nullable
        Level coded;

        @Convert(converter = Cents.class)
        @Nullable
        Amount amount;

        byte @Nullable [] bytes;

        @Nullable
        Duration span;

        @Column(name = "of_year")
        @Nullable
        Year year;

        @Column(name = "at_hour")
        @Nullable
        LocalTime hour;

        @Nullable
        OffsetTime zonedHour;

        @Nullable
        ZonedDateTime zonedMoment;

        @Column(name = "on_date")
        @Nullable
        Date date;

        @Nullable
        Timestamp stamp;

        @Nullable
        Currency currency;

        @Nullable
        Locale locale;

        @Column(name = "in_zone")
        @Nullable
        ZoneId zone;

        @Nullable
        List<String> words;

        @Lob
        @Nullable
        String notes;

        @Nullable
        Calendar calendar;

        protected Variety() {}

        Variety(int id) {
            this.id = id;
        }
    }

    @Converter
    static class Letter implements AttributeConverter<Level, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Level level) {
            return level == null ? null : level.name().substring(1);
        }

        @Override
        public @Nullable Level convertToEntityAttribute(@Nullable String column) {
            for (var level : Level.values()) {
                if (level.name().substring(1).equals(column)) {
                    return level;
                }
            }
            return null;
        }
    }

    @Converter
    static class Cents implements AttributeConverter<Amount, Integer> {

        @Override
        public @Nullable Integer convertToDatabaseColumn(@Nullable Amount amount) {
            return amount == null ? null : amount.cents();
        }

        @Override
        public @Nullable Amount convertToEntityAttribute(@Nullable Integer column) {
            return column == null ? null : new Amount(column);
        }
    }
}
