/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

/** What statements change in the tests of recording. */
final class StatementEntities {

    private StatementEntities() {}

    static Class<?> type(String name) {
        return Stream.of(StatementEntities.class.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Entity(name = "Maker")
    @Audited
    static class Maker {
        @Id
        long id;

        Maker() {}

        Maker(long id) {
            this.id = id;
        }
    }

    @Embeddable
    record Price(@Nullable Integer amount, @Nullable String currency) {}

    @Entity(name = "Item")
    @Audited
    @SecondaryTable(name = "Item_text")
    static class Item {
        @Id
        long id;

        @Version
        int version;

        @Nullable
        String name;

        @Column(table = "Item_text")
        @Nullable
        String remark;

        @NotAudited
        @Nullable
        String secret;

        @Embedded
        @Nullable
        Price price;

        @ManyToOne
        @Nullable
        Maker maker;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        Item() {}

        Item(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Fish")
    @Audited
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Fish {
        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Shark")
    @Audited
    static class Shark extends Fish {
        @Nullable
        Integer teeth;
    }

    @Entity(name = "Vehicle")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @Nullable
        String name;
    }

    @Entity(name = "Lorry")
    @Audited
    static class Lorry extends Vehicle {
        @Nullable
        Integer cargo;
    }

    @Entity(name = "Shape")
    @Audited
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Shape {
        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Circle")
    @Audited
    static class Circle extends Shape {
        @Nullable
        Integer radius;
    }

    @Entity(name = "Letter")
    @Audited
    @AuditOverride(forClass = SoftDeletableEntity.class)
    static class Letter extends SoftDeletableEntity {
        @Id
        long id;

        @Nullable
        String name;

        Letter() {}

        Letter(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Embeddable
    record Spot(int x, int y) {}

    @Entity(name = "Place")
    @Audited
    static class Place {
        @EmbeddedId
        @Nullable
        Spot id;

        @Nullable
        String name;

        Place() {}

        Place(Spot id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Without collections and other tables. */
    @Entity(name = "Note")
    @Audited
    static class Note {
        @Id
        long id;

        @Version
        int version;

        @Nullable
        String name;

        int amount;

        Note() {}

        Note(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Without a history. */
    @Entity(name = "Plain")
    static class Plain {
        @Id
        long id;

        @Nullable
        String name;

        Plain() {}

        Plain(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
