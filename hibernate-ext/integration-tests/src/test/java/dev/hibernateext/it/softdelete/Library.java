/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import dev.hibernateext.mixins.DeletedAt;
import dev.hibernateext.mixins.Deletion;
import dev.hibernateext.mixins.SoftDeletable;
import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/** The entities of these tests: every way to be soft-deletable, and every association with something that is. */
final class Library {

    private Library() {}

    /** Owns collections of every kind. */
    @Entity(name = "Author")
    static class Author extends SoftDeletableEntity {

        @Id
        int id;

        @NaturalId
        String name = "";

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
        Set<Book> books = new HashSet<>();

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @ManyToMany
        Set<Genre> genres = new HashSet<>();

        @OneToMany
        @JoinColumn(name = "author_id")
        Set<Letter> letters = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinTable
        Set<Award> awards = new HashSet<>();

        Author() {}

        Author(int id, String name) {
            this.id = id;
            this.name = name;
        }

        Book write(int book, String title) {
            var written = new Book(book, title, this);
            books.add(written);
            return written;
        }
    }

    @Entity(name = "Book")
    static class Book extends SoftDeletableEntity {

        @Id
        int id;

        @Nullable
        String title;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Author author;

        Book() {}

        Book(int id, String title, @Nullable Author author) {
            this.id = id;
            this.title = title;
            this.author = author;
        }
    }

    /** Is hidden in collections of its authors, and knows them. */
    @Entity(name = "Genre")
    static class Genre extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToMany(mappedBy = "genres")
        Set<Author> authors = new HashSet<>();

        Genre() {}

        Genre(int id) {
            this.id = id;
        }
    }

    /** Not soft-deletable, with its foreign key held by the collection of an owner. */
    @Entity(name = "Letter")
    static class Letter {

        @Id
        int id;

        Letter() {}

        Letter(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Award")
    static class Award extends SoftDeletableEntity {

        @Id
        int id;

        Award() {}

        Award(int id) {
            this.id = id;
        }
    }

    /** Not soft-deletable and refers to authors in every way a reference can be mapped. */
    @Entity(name = "Review")
    static class Review {

        @Id
        int id;

        @Nullable
        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Author lazy;

        @ManyToOne
        @Nullable
        Author eager;

        @OneToOne
        @Nullable
        Author one;

        @Nullable
        Source source;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Secret secret;

        Review() {}

        Review(int id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Source {

        @ManyToOne
        @Nullable
        Author embedded;

        Source() {}

        Source(Author embedded) {
            this.embedded = embedded;
        }
    }

    /** Hides its deleted rows from references, has no version, and marks with an epoch. */
    @Entity(name = "Secret")
    @SoftDeletable(references = SoftDeletable.References.HIDE)
    static class Secret {

        @Id
        int id;

        @Nullable
        String text;

        @DeletedAt
        @Nullable
        Long gone;

        Secret() {}

        Secret(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @Embeddable
    static class Seat {

        @Column(name = "seat_row")
        int row;

        @Column(name = "seat_number")
        int number;

        Seat() {}

        Seat(int row, int number) {
            this.row = row;
            this.number = number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Seat that && row == that.row && number == that.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(row, number);
        }
    }

    /** Marked in an embeddable, with a composite identifier. */
    @Entity(name = "Reservation")
    static class Reservation {

        @EmbeddedId
        Seat seat = new Seat();

        @Nullable
        String guest;

        @Nullable
        Deletion deletion;

        Reservation() {}

        Reservation(Seat seat, String guest) {
            this.seat = seat;
            this.guest = guest;
        }
    }

    @Entity(name = "Shelf")
    static class Shelf {

        @Id
        int id;

        @OneToMany(mappedBy = "shelf")
        List<Medium> media = new ArrayList<>();

        @OneToMany(mappedBy = "shelf")
        List<Tape> tapes = new ArrayList<>();

        Shelf() {}

        Shelf(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Medium")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Medium extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Shelf shelf;

        Medium() {}

        Medium(int id, Shelf shelf) {
            this.id = id;
            this.shelf = shelf;
        }
    }

    @Entity(name = "Tape")
    static class Tape extends Medium {

        int minutes;

        Tape() {}

        Tape(int id, Shelf shelf) {
            super(id, shelf);
        }
    }

    @Entity(name = "Member")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Member extends SoftDeletableEntity {

        @Id
        int id;

        Member() {}

        Member(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Patron")
    static class Patron extends Member {

        int amount;

        Patron() {}

        Patron(int id) {
            super(id);
        }
    }

    @Entity(name = "Account")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Account extends SoftDeletableEntity {

        @Id
        int id;

        Account() {}

        Account(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Deposit")
    static class Deposit extends Account {

        int amount;

        Deposit() {}

        Deposit(int id) {
            super(id);
        }
    }
}
