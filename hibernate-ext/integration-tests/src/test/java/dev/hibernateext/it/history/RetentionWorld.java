/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.mixins.SoftDeletableEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** Recorded entities of all sorts, and how each looks as text. */
final class RetentionWorld {

    static final List<Class<? extends Thing>> TYPES =
            List.of(Person.class, Asset.class, Shape.class, Paper.class, Pass.class);

    private RetentionWorld() {}

    static Thing create(Class<? extends Thing> type, int id) {
        var odd = id % 2 == 1;
        Thing thing;
        if (type.equals(Person.class)) {
            thing = new Person();
        } else if (type.equals(Asset.class)) {
            thing = odd ? new Car() : new Asset();
        } else if (type.equals(Shape.class)) {
            thing = odd ? new Circle() : new Shape();
        } else if (type.equals(Paper.class)) {
            thing = odd ? new Form() : new Paper();
        } else {
            thing = new Pass();
        }
        thing.id(id);
        return thing;
    }

    static String word(RandomGenerator random) {
        return "w" + random.nextInt(6);
    }

    /** What the tests know of an entity. */
    interface Thing {

        void id(int id);

        void change(RandomGenerator random);

        String text();
    }

    @MappedSuperclass
    @Audited
    abstract static class Plain implements Thing {

        @Id
        int id;

        @Nullable
        String name;

        @Override
        public void id(int given) {
            id = given;
        }

        @Override
        public void change(RandomGenerator random) {
            name = word(random);
        }

        @Override
        public String text() {
            return "name=" + name;
        }
    }

    @Embeddable
    static class Place {

        @Nullable
        String street;

        @Nullable
        String town;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place
                    && Objects.equals(place.street, street)
                    && Objects.equals(place.town, town);
        }

        @Override
        public int hashCode() {
            return Objects.hash(street, town);
        }

        @Override
        public String toString() {
            return street + "/" + town;
        }
    }

    @Entity(name = "Person")
    @Audited
    static class Person extends Plain {

        @Embedded
        @Nullable
        Place home;

        @ElementCollection
        Set<String> phones = new HashSet<>();

        @ElementCollection
        Map<String, String> accounts = new HashMap<>();

        @ElementCollection
        Set<Place> visited = new HashSet<>();

        @ManyToMany
        Set<Asset> assets = new HashSet<>();

        @Override
        public void change(RandomGenerator random) {
            switch (random.nextInt(5)) {
                case 0 -> super.change(random);
                case 1 -> home = place(random);
                case 2 -> toggle(phones, word(random));
                case 3 -> toggle(visited, place(random));
                default -> accounts.merge(word(random), word(random), (one, other) -> null);
            }
        }

        private static Place place(RandomGenerator random) {
            var place = new Place();
            place.street = word(random);
            place.town = random.nextBoolean() ? null : word(random);
            return place;
        }

        static <T> void toggle(Set<T> set, T element) {
            if (!set.remove(element)) {
                set.add(element);
            }
        }

        @Override
        public String text() {
            var ids = new TreeSet<Integer>();
            assets.forEach(asset -> ids.add(asset.id));
            var places = new TreeSet<String>();
            visited.forEach(place -> places.add(place.toString()));
            return super.text() + " " + (home == null || home.street == null ? "" : home) + new TreeSet<>(phones)
                    + new TreeMap<>(accounts) + places + ids;
        }
    }

    @Entity(name = "Asset")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Asset extends Plain {}

    @Entity(name = "Car")
    @Audited
    static class Car extends Asset {

        @Nullable
        String plate;

        @ElementCollection
        Set<String> drivers = new HashSet<>();

        @Override
        public void change(RandomGenerator random) {
            switch (random.nextInt(3)) {
                case 0 -> super.change(random);
                case 1 -> plate = word(random);
                default -> Person.toggle(drivers, word(random));
            }
        }

        @Override
        public String text() {
            return super.text() + plate + new TreeSet<>(drivers);
        }
    }

    @Entity(name = "Shape")
    @Audited
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Shape extends Plain {}

    @Entity(name = "Circle")
    @Audited
    static class Circle extends Shape {

        int radius;

        @Override
        public void change(RandomGenerator random) {
            radius = random.nextInt(9);
        }

        @Override
        public String text() {
            return super.text() + radius;
        }
    }

    @Entity(name = "Paper")
    @Audited
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Paper extends Plain {}

    @Entity(name = "Form")
    @Audited
    static class Form extends Paper {

        @Nullable
        String field;

        @Override
        public void change(RandomGenerator random) {
            field = word(random);
        }

        @Override
        public String text() {
            return super.text() + field;
        }
    }

    @Entity(name = "Pass")
    @Audited
    @AuditOverride(forClass = SoftDeletableEntity.class)
    static class Pass extends SoftDeletableEntity implements Thing {

        @Id
        int id;

        @Nullable
        String code;

        @Override
        public void id(int given) {
            id = given;
        }

        @Override
        public void change(RandomGenerator random) {
            code = word(random);
        }

        @Override
        public String text() {
            return "code=" + code;
        }
    }
}
