/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Clubs, and entities that refer to them in their rows, their identifiers and the tables of their subclasses. */
final class Clubs {

    static final int OWN = 1;
    static final int OTHER_OWN = 2;
    static final int FOREIGN = 101;
    static final int ABSENT = 999;
    static final int NEW = 500;

    private Clubs() {}

    @Entity(name = "Club")
    static class Club {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club rival;

        Club() {}

        Club(int id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Loan {

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "loan_id")
        @Nullable
        Club club;

        Loan() {}

        Loan(Club club) {
            this.club = club;
        }
    }

    @Entity(name = "Fan")
    static class Fan {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "fan";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club club;

        Loan loan = new Loan();

        @Column(name = "second_id")
        @Nullable
        Integer second;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "second_id", insertable = false, updatable = false)
        @Nullable
        Club shown;

        Fan() {}

        Fan(int id, Club club) {
            this.id = id;
            this.club = club;
        }
    }

    /** Has the identifier of the club. */
    @Entity(name = "Ground")
    static class Ground {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        @OneToOne(fetch = FetchType.LAZY)
        @MapsId
        @Nullable
        Club club;
    }

    @Embeddable
    static class SeatId {

        int number;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club club;

        SeatId() {}

        SeatId(int number, Club club) {
            this.number = number;
            this.club = club;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SeatId id && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Seat")
    static class Seat {

        @EmbeddedId
        SeatId id = new SeatId();

        @TenantId
        @Nullable
        String tenant;

        String name = "";
    }

    @Entity(name = "Member")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Member {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club club;
    }

    /** In two tables, each with a reference. */
    @Entity(name = "Coach")
    static class Coach extends Member {

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club trained;

        Coach() {}

        Coach(int id, Club club) {
            this.id = id;
            this.club = club;
        }
    }

    @Embeddable
    static class CupId {

        String series = "";
        int number;

        CupId() {}

        CupId(String series, int number) {
            this.series = series;
            this.number = number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CupId id && id.series.equals(series) && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Cup")
    static class Cup {

        @EmbeddedId
        CupId id = new CupId();

        @TenantId
        @Nullable
        String tenant;

        Cup() {}

        Cup(CupId id) {
            this.id = id;
        }
    }

    @Entity(name = "Shelf")
    static class Shelf {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Cup cup;

        Shelf() {}

        Shelf(int id) {
            this.id = id;
        }
    }

    /** Shared by tenants. */
    @Entity(name = "Poster")
    static class Poster {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Club about;

        Poster() {}

        Poster(int id, Club about) {
            this.id = id;
            this.about = about;
        }
    }
}
