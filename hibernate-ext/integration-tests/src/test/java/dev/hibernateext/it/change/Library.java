/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Entities of every shape that matters to capture. */
final class Library {

    static final Class<?>[] ENTITIES = {
        Book.class, Chapter.class, Reader.class, Medium.class, Disc.class, Magazine.class, Shelf.class, Ticket.class
    };

    private Library() {}

    @Entity(name = "Book")
    @Table(name = "book")
    static class Book {

        @Id
        long id;

        @Version
        int version;

        @Nullable
        String title;

        int price;

        @Column(updatable = false)
        @Nullable
        String isbn;

        byte[] cover = {};

        @Embedded
        @Nullable
        Place place;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Reader borrower;

        @ElementCollection
        Set<String> tags = new LinkedHashSet<>();

        @ElementCollection
        @OrderColumn
        List<String> notes = new ArrayList<>();

        @ElementCollection
        @MapKeyColumn(name = "lang")
        Map<String, String> titles = new HashMap<>();

        @ManyToMany
        @JoinTable(name = "book_fans")
        Set<Reader> fans = new LinkedHashSet<>();

        @OneToMany(mappedBy = "book", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Chapter> chapters = new ArrayList<>();

        Book(long id, String title, int price) {
            this.id = id;
            this.title = title;
            this.price = price;
        }

        Book() {}

        Chapter add(long chapterId, String heading) {
            var chapter = new Chapter();
            chapter.id = chapterId;
            chapter.heading = heading;
            chapter.book = this;
            chapters.add(chapter);
            return chapter;
        }
    }

    @Embeddable
    static class Place {

        @Nullable
        String room;

        int position;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Shelf shelf;

        Place() {}

        Place(String room, int position, @Nullable Shelf shelf) {
            this.room = room;
            this.position = position;
            this.shelf = shelf;
        }
    }

    @Entity(name = "Chapter")
    @Table(name = "chapter")
    static class Chapter {

        @Id
        long id;

        @Nullable
        String heading;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Book book;
    }

    @Entity(name = "Reader")
    @Table(name = "reader")
    @DynamicUpdate
    static class Reader {

        @Id
        long id;

        @Nullable
        String name;

        @Nullable
        String city;

        Reader(long id, String name) {
            this.id = id;
            this.name = name;
        }

        Reader() {}
    }

    @Entity(name = "Shelf")
    @Table(name = "shelf")
    static class Shelf {

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @Nullable
        String label;

        Shelf(String label) {
            this.label = label;
        }

        Shelf() {}
    }

    @Entity(name = "Medium")
    @Table(name = "medium")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Medium {

        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Disc")
    @Table(name = "disc")
    static class Disc extends Medium {

        int minutes;

        Disc(long id, String name, int minutes) {
            this.id = id;
            this.name = name;
            this.minutes = minutes;
        }

        Disc() {}
    }

    @Entity(name = "Magazine")
    @Table(name = "magazine")
    static class Magazine extends Medium {

        int issue;

        Magazine(long id, String name, int issue) {
            this.id = id;
            this.name = name;
            this.issue = issue;
        }

        Magazine() {}
    }

    @Entity(name = "Ticket")
    @Table(name = "ticket")
    @SecondaryTable(name = "ticket_detail")
    static class Ticket {

        @Id
        long id;

        @Nullable
        String subject;

        @Column(table = "ticket_detail")
        @Nullable
        String detail;

        Ticket(long id, String subject, @Nullable String detail) {
            this.id = id;
            this.subject = subject;
            this.detail = detail;
        }

        Ticket() {}
    }
}
