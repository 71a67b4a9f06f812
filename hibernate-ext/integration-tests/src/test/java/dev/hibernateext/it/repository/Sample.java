/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entity with an attribute of each type a filter can compare. */
@Entity
class Sample {

    @Id
    int id;

    @Nullable
    String word;

    @Nullable
    String label;

    @Nullable
    Character letter;

    @Nullable
    Boolean flag;

    @Nullable
    Byte tiny;

    @Nullable
    Short small;

    @Nullable
    Integer whole;

    @Nullable
    Long large;

    @Nullable
    Float single;

    @Nullable
    Double twice;

    @Column(precision = 20, scale = 4)
    @Nullable
    BigDecimal price;

    @Column(precision = 38, scale = 0)
    @Nullable
    BigInteger huge;

    @Enumerated(EnumType.STRING)
    @Nullable
    Color color;

    @Enumerated(EnumType.ORDINAL)
    @Nullable
    Color shade;

    @Nullable
    UUID token;

    @Nullable
    LocalDate onDay;

    @Nullable
    LocalTime atHour;

    @Nullable
    LocalDateTime localMoment;

    @Nullable
    Instant moment;

    @Nullable
    OffsetDateTime offsetMoment;

    @Embedded
    @Nullable
    Extent extent;

    @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
    @Nullable
    Owner owner;

    @ElementCollection
    @CollectionTable(name = "SampleTag")
    Set<String> tags = new TreeSet<>();

    enum Color {
        RED,
        GREEN,
        BLUE
    }

    @Embeddable
    static class Extent {

        @Nullable
        Integer width;

        @Nullable
        Integer height;

        protected Extent() {}

        Extent(@Nullable Integer width, @Nullable Integer height) {
            this.width = width;
            this.height = height;
        }
    }

    @Entity(name = "SampleOwner")
    static class Owner {

        @Id
        int id;

        @Nullable
        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Owner parent;

        protected Owner() {}

        Owner(int id, @Nullable String name, @Nullable Owner parent) {
            this.id = id;
            this.name = name;
            this.parent = parent;
        }
    }
}
