/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history.validity;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** Entities of all shapes that Envers keeps in tables of their own. */
final class RecordedShapes {

    static final List<Class<?>> ENTITIES = List.of(
            Ship.class,
            Steamer.class,
            Paddler.class,
            Lamp.class,
            Lantern.class,
            Knot.class,
            Bend.class,
            Berth.class,
            Crate.class);

    private RecordedShapes() {}

    /** What a program does to any of them. */
    interface Named {

        void name(String name);
    }

    @Entity(name = "Ship")
    @Audited
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Ship implements Named {

        @Id
        int id;

        @Nullable
        String name;

        Ship() {}

        Ship(int id) {
            this.id = id;
        }

        @Override
        public void name(String newName) {
            name = newName;
        }
    }

    @Entity(name = "Steamer")
    @Audited
    static class Steamer extends Ship {

        @Nullable
        String engine;

        Steamer() {}

        Steamer(int id) {
            super(id);
        }

        @Override
        public void name(String newName) {
            engine = newName;
        }
    }

    @Entity(name = "Paddler")
    @Audited
    static class Paddler extends Steamer {

        @Nullable
        String wheel;

        Paddler() {}

        Paddler(int id) {
            super(id);
        }

        @Override
        public void name(String newName) {
            wheel = newName;
        }
    }

    @Entity(name = "Lamp")
    @Audited
    static class Lamp implements Named {

        @Id
        int id;

        @Nullable
        String name;

        Lamp() {}

        Lamp(int id) {
            this.id = id;
        }

        @Override
        public void name(String newName) {
            name = newName;
        }
    }

    @Entity(name = "Lantern")
    @Audited
    static class Lantern extends Lamp {

        @Nullable
        String glass;

        Lantern() {}

        Lantern(int id) {
            super(id);
            glass = "clear";
        }
    }

    @Entity(name = "Knot")
    @Audited
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Knot implements Named {

        @Id
        int id;

        @Nullable
        String name;

        Knot() {}

        Knot(int id) {
            this.id = id;
        }

        @Override
        public void name(String newName) {
            name = newName;
        }
    }

    @Entity(name = "Bend")
    @Audited
    static class Bend extends Knot {

        Bend() {}

        Bend(int id) {
            super(id);
        }
    }

    @Embeddable
    record BerthId(String quay, int number) {}

    @Entity(name = "Berth")
    @Audited
    static class Berth implements Named {

        @EmbeddedId
        @Nullable
        BerthId id;

        @Nullable
        String name;

        Berth() {}

        Berth(int number) {
            id = new BerthId(number % 2 == 0 ? "north" : "south", number);
        }

        @Override
        public void name(String newName) {
            name = newName;
        }
    }

    @Embeddable
    record Label(String text, @Nullable Integer size) {}

    @Entity(name = "Crate")
    @Audited
    static class Crate implements Named {

        @Id
        int id;

        @Nullable
        String name;

        @ElementCollection
        Set<String> words = new HashSet<>();

        @ElementCollection
        @OrderColumn
        List<String> layers = new ArrayList<>();

        @ElementCollection
        Map<String, String> notes = new HashMap<>();

        @ElementCollection
        Set<Label> labels = new HashSet<>();

        @ManyToMany
        Set<Lamp> lamps = new HashSet<>();

        Crate() {}

        Crate(int id) {
            this.id = id;
        }

        @Override
        public void name(String newName) {
            name = newName;
        }
    }
}
