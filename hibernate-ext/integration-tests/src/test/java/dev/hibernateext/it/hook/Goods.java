/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/** What hooks listen to: entities of every shape, and an interface that some of them have. */
final class Goods {

    private Goods() {}

    interface Named {
        @Nullable
        String name();
    }

    @Entity
    static class Article implements Named {
        @Id
        int id;

        @Nullable
        String name;

        @Nullable
        Integer price;

        @Version
        int version;

        Article() {}

        Article(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public @Nullable String name() {
            return name;
        }
    }

    @Entity
    static class Plain {
        @Id
        int id;

        @Nullable
        String name;

        Plain() {}

        Plain(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity
    static class Unversioned {
        @Id
        int id;

        @Nullable
        String name;

        Unversioned() {}

        Unversioned(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @Nullable
        String name;

        Numbered() {}

        Numbered(String name) {
            this.name = name;
        }
    }

    @Entity
    @DynamicUpdate
    static class Partial {
        @Id
        int id;

        @Nullable
        String name;

        @Nullable
        Integer price;

        @Nullable
        String remark;

        @NaturalId(mutable = true)
        @Nullable
        String code;

        @Column(updatable = false)
        @Nullable
        String origin;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @Version
        int version;

        Partial() {}

        Partial(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        int id;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle implements Named {
        @Nullable
        String name;

        Car() {}

        Car(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public @Nullable String name() {
            return name;
        }
    }

    @Entity
    static class Truck extends Vehicle {}

    @Entity(name = "PurchaseOrder")
    static class Order {
        @Id
        int id;

        @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Line> lines = new ArrayList<>();

        Order() {}

        Order(int id) {
            this.id = id;
        }

        void add(Line line) {
            line.order = this;
            lines.add(line);
        }
    }

    @Entity
    static class Line {
        @Id
        int id;

        @Nullable
        String text;

        @ManyToOne
        @Nullable
        Order order;

        Line() {}

        Line(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
