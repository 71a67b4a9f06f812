/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.it.history.StatementEntities.Price;
import dev.hibernateext.it.history.StatementEntities.Spot;
import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
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
import org.hibernate.annotations.Audited;
import org.jspecify.annotations.Nullable;

/** What {@link StatementEntities} are, in the log of Hibernate itself. */
final class LoggedStatementEntities {

    private LoggedStatementEntities() {}

    static Class<?> type(String name) {
        return Stream.of(LoggedStatementEntities.class.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseGet(() -> StatementEntities.type(name));
    }

    @Entity(name = "Maker")
    @Audited
    static class Maker {
        @Id
        long id;
    }

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

        @Audited.Excluded
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
    static class Circle extends Shape {
        @Nullable
        Integer radius;
    }

    @Entity(name = "Letter")
    @Audited
    static class Letter extends SoftDeletableEntity {
        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Place")
    @Audited
    static class Place {
        @EmbeddedId
        @Nullable
        Spot id;

        @Nullable
        String name;
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
    }
}
