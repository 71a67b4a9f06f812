/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenant;

import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Entities of every shape whose rows belong to tenants, and one that tenants share. */
final class Town {

    static final String RED = "red";
    static final String BLUE = "blue";

    private Town() {}

    static void in(SessionFactoryScope scope, Object tenant, Consumer<Session> work) {
        from(scope, tenant, session -> {
            work.accept(session);
            return tenant;
        });
    }

    static <T> T from(SessionFactoryScope scope, Object tenant, Function<Session, T> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier(tenant).openSession()) {
            return session.fromTransaction(transaction -> work.apply(session));
        }
    }

    static void stateless(SessionFactoryScope scope, Object tenant, Consumer<StatelessSession> work) {
        try (var session =
                scope.factory().withStatelessOptions().tenantIdentifier(tenant).openStatelessSession()) {
            session.inTransaction(transaction -> work.accept(session));
        }
    }

    /** Without a version. */
    @Entity(name = "House")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class House {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @NaturalId
        String address = "";

        String name = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Street street;

        @ManyToMany
        Set<Lamp> lamps = new HashSet<>();

        @ElementCollection
        Set<String> tags = new HashSet<>();

        House() {}

        House(int id, String name) {
            this.id = id;
            this.name = name;
            this.address = "address " + id;
        }
    }

    /** With everything of the mixins: version, stamps, soft delete. */
    @Entity(name = "Street")
    static class Street extends TenantEntity {

        @Id
        int id;

        String name = "";

        @OneToMany(mappedBy = "street")
        Set<House> houses = new HashSet<>();

        Street() {}

        Street(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Lamp")
    static class Lamp {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @Version
        int version;

        String name = "";

        Lamp() {}

        Lamp(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Joined, the root without a column that can be updated. */
    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;
    }

    @Entity(name = "Bus")
    static class Bus extends Vehicle {

        String name = "";

        Bus() {}

        Bus(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Notice")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Notice {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";
    }

    @Entity(name = "Poster")
    static class Poster extends Notice {

        @Nullable
        String colour;

        Poster() {}

        Poster(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Person")
    @SecondaryTable(name = "person_detail")
    static class Person {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @Column(table = "person_detail")
        String name = "";

        Person() {}

        Person(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Ticket")
    static class Ticket {

        @EmbeddedId
        TicketId id = new TicketId();

        @Embedded
        Owned owned = new Owned();

        String name = "";

        Ticket() {}

        Ticket(int number, String name) {
            id.number = number;
            id.series = "s";
            this.name = name;
        }
    }

    @Embeddable
    static class Owned {

        @TenantId
        @Nullable
        String tenant;

        @Nullable
        String remark;
    }

    @Embeddable
    static class TicketId {

        int number;
        String series = "";

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TicketId id && id.number == number && id.series.equals(series);
        }

        @Override
        public int hashCode() {
            return Objects.hash(number, series);
        }
    }

    @Entity(name = "Permit")
    @IdClass(PermitId.class)
    static class Permit {

        @Id
        int id;

        @Id
        @TenantId
        @Nullable
        String tenant;

        String name = "";

        Permit() {}

        Permit(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static class PermitId {

        int id;

        @Nullable
        String tenant;

        PermitId() {}

        PermitId(int id, String tenant) {
            this.id = id;
            this.tenant = tenant;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PermitId permit && permit.id == id && Objects.equals(permit.tenant, tenant);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, tenant);
        }
    }

    @Entity(name = "Plan")
    @DynamicUpdate
    @OptimisticLocking(type = OptimisticLockType.ALL)
    static class Plan {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        Plan() {}

        Plan(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Draft")
    @DynamicUpdate
    @OptimisticLocking(type = OptimisticLockType.DIRTY)
    static class Draft {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        Draft() {}

        Draft(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Shared by tenants. */
    @Entity(name = "Map")
    static class Sheet {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.EAGER)
        @Nullable
        Lamp eager;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Lamp lazy;

        @OneToMany
        @JoinColumn(name = "sheet_id")
        Set<Pin> pins = new HashSet<>();

        Sheet() {}

        Sheet(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Pin")
    static class Pin {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        String name = "";

        Pin() {}

        Pin(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
