/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.leak;

import dev.hibernateext.mixins.TenantEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Thirty entities of all kinds of mapping, each of whose rows belongs to one tenant, and an abstract one. */
abstract class Sample {

    Sample() {}

    @MappedSuperclass
    abstract static class Owned {

        @TenantId
        @Nullable
        String tenant;
    }

    @Entity(name = "Account")
    @Table(name = "account", uniqueConstraints = @UniqueConstraint(columnNames = {"tenant", "email"}))
    static class Account extends Owned {

        @Id
        int id;

        @Column(nullable = false, length = 40)
        String email = "";

        @Column(precision = 12, scale = 2)
        @Nullable
        BigDecimal balance;
    }

    @Entity(name = "Purchase")
    static class Purchase extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Version
        int version;

        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        @Nullable
        Account account;

        @Nullable
        LocalDate placed;
    }

    @Entity(name = "PurchaseLine")
    static class PurchaseLine extends Owned {

        @EmbeddedId
        LineId id = new LineId();

        @ManyToOne(optional = false)
        @Nullable
        Purchase purchase;

        int quantity;
    }

    @Entity(name = "Product")
    static class Product {

        @Id
        @GeneratedValue
        @Nullable
        UUID id;

        @NaturalId
        @TenantId
        @Nullable
        String tenant;

        @NaturalId
        @Column(length = 20)
        String sku = "";

        @Nullable
        Instant listed;
    }

    @Entity(name = "Category")
    static class Category extends Owned {

        @Id
        @GeneratedValue
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Category parent;

        @Nullable
        String label;
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Vehicle extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String plate;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {

        int doors;
    }

    @Entity(name = "Truck")
    static class Truck extends Vehicle {

        int payload;

        @ManyToOne
        @Nullable
        Account owner;
    }

    @Entity(name = "Notice")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Notice extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String text;
    }

    @Entity(name = "Poster")
    static class Poster extends Notice {

        @Nullable
        String colour;
    }

    @Entity(name = "Payment")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Payment extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        BigDecimal amount;
    }

    @Entity(name = "CardPayment")
    static class CardPayment extends Payment {

        @Nullable
        String card;
    }

    @Entity(name = "Person")
    @SecondaryTable(name = "person_detail")
    static class Person extends Owned {

        @Id
        int id;

        @Nullable
        String name;

        @Column(table = "person_detail")
        @Nullable
        String detail;
    }

    @Entity(name = "Passport")
    static class Passport extends Owned {

        @Id
        @GeneratedValue
        long id;

        @OneToOne(optional = false)
        @Nullable
        Person holder;

        @Nullable
        String number;
    }

    @Entity(name = "Team")
    static class Team extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @ElementCollection
        @CollectionTable(name = "team_venue")
        List<Address> venues = new ArrayList<>();
    }

    @Entity(name = "Course")
    static class Course extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String title;

        @ManyToMany(mappedBy = "courses")
        Set<Student> students = new HashSet<>();
    }

    @Entity(name = "Student")
    static class Student extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;

        @ManyToMany
        Set<Course> courses = new HashSet<>();
    }

    @Entity(name = "Street")
    static class Street extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;

        @OneToMany(mappedBy = "street")
        Set<House> houses = new HashSet<>();
    }

    @Entity(name = "House")
    static class House extends Owned {

        @Id
        @GeneratedValue
        long id;

        int number;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Street street;
    }

    @Entity(name = "Folder")
    static class Folder extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;

        @OneToMany
        List<Paper> papers = new ArrayList<>();
    }

    @Entity(name = "Paper")
    static class Paper extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Lob
        @Nullable
        String text;

        byte @Nullable [] scan;
    }

    @Entity(name = "Dictionary")
    static class Dictionary extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String language;

        @ElementCollection
        Map<String, String> words = new HashMap<>();
    }

    @Entity(name = "Customer")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Customer extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String name;

        @Embedded
        Address address = new Address();
    }

    @Entity(name = "Ticket")
    static class Ticket extends TenantEntity {

        @Id
        @GeneratedValue
        long id;

        @Nullable
        String text;

        @ManyToOne
        @Nullable
        Customer customer;
    }

    @Entity(name = "Comment")
    static class Comment extends TenantEntity {

        @Id
        @GeneratedValue
        @Nullable
        UUID id;

        @Nullable
        String text;

        @ManyToOne(optional = false)
        @Nullable
        Ticket ticket;
    }

    @Entity(name = "Measurement")
    @Immutable
    static class Measurement extends Owned {

        @Id
        @GeneratedValue
        long id;

        double amount;
    }

    @Entity(name = "Task")
    static class Task extends Owned {

        @Id
        @GeneratedValue
        long id;

        @Enumerated(EnumType.STRING)
        @Nullable
        Priority priority;

        @Convert(converter = ColourConverter.class)
        @Nullable
        Colour colour;

        boolean done;
    }

    @Entity(name = "Preference")
    static class Preference extends Owned {

        @Id
        @Column(length = 12)
        String id = "";

        @Nullable
        String content;
    }

    @Entity(name = "Permit")
    @IdClass(PermitId.class)
    static class Permit extends Owned {

        @Id
        int id;

        @Id
        String series = "";

        @Nullable
        String remark;
    }

    @Entity(name = "Seat")
    static class Seat extends Owned {

        @EmbeddedId
        @Nullable
        SeatId id;

        @Nullable
        String remark;
    }

    @Entity(name = "Draft")
    @DynamicUpdate
    @OptimisticLocking(type = OptimisticLockType.ALL)
    static class Draft extends Owned {

        @Id
        int id;

        @Nullable
        String text;
    }

    @Embeddable
    static class Address {

        @Nullable
        String city;

        @Column(name = "postal_code", length = 8)
        @Nullable
        String code;
    }

    @Embeddable
    static class LineId implements Serializable {

        private static final long serialVersionUID = 1L;

        int block;
        int line;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof LineId id && id.block == block && id.line == line;
        }

        @Override
        public int hashCode() {
            return Objects.hash(block, line);
        }
    }

    @Embeddable
    record SeatId(String area, int number) {}

    static class PermitId implements Serializable {

        private static final long serialVersionUID = 1L;

        int id;
        String series = "";

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PermitId permit && permit.id == id && permit.series.equals(series);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, series);
        }
    }

    enum Priority {
        LOW,
        HIGH
    }

    record Colour(String name) {}

    static class ColourConverter implements AttributeConverter<@Nullable Colour, @Nullable String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Colour colour) {
            return colour == null ? null : colour.name();
        }

        @Override
        public @Nullable Colour convertToEntityAttribute(@Nullable String name) {
            return name == null ? null : new Colour(name);
        }
    }
}
