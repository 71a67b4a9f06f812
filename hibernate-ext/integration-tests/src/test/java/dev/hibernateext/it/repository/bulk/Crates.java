/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is loaded: values of every type, ids from a sequence, and an entity that cannot be copied. */
final class Crates {

    private Crates() {}

    enum Wood {
        OAK,
        PINE
    }

    @Embeddable
    record Size(int width, @Column(length = 5) @Nullable String unit) {}

    record Weight(int grams) {}

    static final class WeightConverter implements AttributeConverter<@Nullable Weight, @Nullable String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Weight weight) {
            return weight == null ? null : weight.grams + " g";
        }

        @Override
        public @Nullable Weight convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : new Weight(Integer.parseInt(text.replace(" g", "")));
        }
    }

    @Entity(name = "Crate")
    static class Crate extends AuditedEntity {

        @Id
        int id;

        @Nullable
        String name;

        @Nullable
        Wood wood;

        @Enumerated(EnumType.STRING)
        @Nullable
        Wood lid;

        @Nullable
        Size size;

        @Convert(converter = WeightConverter.class)
        @Nullable
        Weight tare;

        @Column(precision = 38, scale = 12)
        @Nullable
        BigDecimal price;

        @Nullable
        UUID code;

        byte @Nullable [] seal;

        @Nullable
        Instant packed;

        @Nullable
        OffsetDateTime opened;

        @Nullable
        LocalDate due;

        @Nullable
        @Column(secondPrecision = 6)
        LocalTime dueAt;

        @Nullable
        LocalDateTime seenAt;

        @Column(name = "\"filled up\"")
        boolean filled;

        char grade = 'a';
        byte layers;
        short pieces;
        long weight;
        float light;
        double exact;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Crate inside;

        protected Crate() {}

        Crate(int id) {
            this.id = id;
        }

        static Crate full(int id, @Nullable Crate inside) {
            var crate = new Crate(id);
            crate.name = "Oak {\"a\\b\", NULL}\t\\N\n'x' \\. \r end";
            crate.wood = Wood.PINE;
            crate.lid = Wood.OAK;
            crate.size = new Size(3, "inch");
            crate.tare = new Weight(250);
            crate.price = new BigDecimal("12345.678900");
            crate.code = new UUID(1, id);
            crate.seal = new byte[] {0, -1, 34, 92, 10};
            crate.packed = Instant.parse("2026-02-28T23:59:59.123456Z");
            crate.opened = OffsetDateTime.of(2026, 1, 2, 3, 4, 0, 0, ZoneOffset.UTC);
            crate.due = LocalDate.of(2026, 2, 28);
            crate.dueAt = LocalTime.of(12, 30, 15);
            crate.seenAt = LocalDateTime.of(2026, 2, 28, 12, 0, 0);
            crate.filled = true;
            crate.layers = -3;
            crate.pieces = 7;
            crate.weight = Long.MAX_VALUE;
            crate.light = 0.5f;
            crate.exact = 1.0 / 3;
            crate.inside = inside;
            return crate;
        }

        /** The empty, the negative, and what UTF-8 needs two, three and four bytes for. */
        static Crate strange(int id) {
            var crate = new Crate(id);
            crate.name = "";
            crate.seal = new byte[0];
            crate.price = new BigDecimal("-0.000000000001");
            crate.due = LocalDate.of(1, 1, 1);
            crate.weight = Long.MIN_VALUE;
            crate.pieces = Short.MIN_VALUE;
            crate.grade = 'ß';
            crate.size = new Size(-1, "µ€漢");
            return crate;
        }

        static Crate random(int id, Random random) {
            var crate = new Crate(id);
            crate.name = random.nextBoolean() ? null : text(random);
            crate.price = random.nextBoolean() ? null : BigDecimal.valueOf(random.nextLong(), random.nextInt(13));
            crate.tare = random.nextBoolean() ? null : new Weight(random.nextInt());
            crate.due = LocalDate.ofEpochDay(random.nextInt(40_000));
            crate.seenAt = LocalDateTime.ofEpochSecond(
                    random.nextInt(1_000_000_000), random.nextInt(1_000_000) * 1_000, ZoneOffset.UTC);
            crate.packed = Instant.ofEpochSecond(random.nextInt(1_000_000_000), random.nextInt(1_000_000) * 1_000L);
            crate.exact = random.nextGaussian();
            crate.light = random.nextFloat();
            crate.weight = random.nextLong();
            return crate;
        }

        /** The default character set of MariaDB has no others. */
        void keepToLatinLetters() {
            name = name == null ? null : name.replaceAll("[^\\x00-\\x7F]", "x");
            size = size == null ? null : new Size(size.width, "µ");
        }

        private static String text(Random random) {
            return random.ints(random.nextInt(20), 1, 0x3000)
                    .filter(Character::isLetterOrDigit)
                    .limit(40)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    @Entity(name = "Label")
    static class Label {

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "label_id")
        @SequenceGenerator(name = "label_id", allocationSize = 5)
        @Nullable
        Long id;

        String text = "";

        protected Label() {}

        Label(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Basket")
    static class Basket {

        @Id
        UUID id = UUID.randomUUID();

        @ElementCollection
        Set<String> fruits = new HashSet<>();
    }
}
