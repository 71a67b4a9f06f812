/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A way to map a soft-deletable entity, and what leads to it.
 *
 * @param type the entity
 * @param mark its mark
 * @param newItem makes an item
 * @param neighbours makes what leads to it
 */
record Shape<I extends Item, S extends Shelf<I>>(
        Class<I> type, Mark mark, Function<Place<S>, I> newItem, Neighbours<I, S> neighbours) {

    /**
     * The attribute that says that a row is deleted.
     *
     * @param path in HQL
     * @param now a value
     */
    record Mark(String path, Object now) {}

    record Neighbours<I extends Item, S extends Shelf<I>>(Supplier<S> newShelf, Supplier<? extends Slip<I>> newSlip) {}

    private static final Mark INHERITED = new Mark("deletedAt", Instant.EPOCH);

    static final List<Shape<?, ?>> ALL = List.of(
            of(Folder.class, INHERITED, Folder::new, new Neighbours<>(Folder.OnShelf::new, Folder.OnSlip::new)),
            of(
                    Note.class,
                    new Mark("deletion.deletedAt", Instant.EPOCH),
                    Note::new,
                    new Neighbours<>(Note.OnShelf::new, Note.OnSlip::new)),
            of(Badge.class, new Mark("gone", 1L), Badge::new, new Neighbours<>(Badge.OnShelf::new, Badge.OnSlip::new)),
            of(
                    Seat.class,
                    new Mark("freedAt", LocalDateTime.of(2026, 1, 1, 0, 0)),
                    Seat::new,
                    new Neighbours<>(Seat.OnShelf::new, Seat.OnSlip::new)),
            of(
                    Dossier.class,
                    new Mark("gone", Instant.EPOCH),
                    Dossier::new,
                    new Neighbours<>(Dossier.OnShelf::new, Dossier.OnSlip::new)),
            of(Tape.class, INHERITED, Tape::new, new Neighbours<>(Tape.OnShelf::new, Tape.OnSlip::new)),
            of(Patron.class, INHERITED, Patron::new, new Neighbours<>(Patron.OnShelf::new, Patron.OnSlip::new)),
            of(Deposit.class, INHERITED, Deposit::new, new Neighbours<>(Deposit.OnShelf::new, Deposit.OnSlip::new)));

    private static <I extends Item, S extends Shelf<I>> Shape<I, S> of(
            Class<I> type, Mark mark, Function<Place<S>, I> newItem, Neighbours<I, S> neighbours) {
        return new Shape<>(type, mark, newItem, neighbours);
    }

    /** The entity's name in HQL. */
    String name() {
        return type.getSimpleName();
    }

    Class<?> shelfType() {
        return neighbours.newShelf().get().getClass();
    }

    Class<?> slipType() {
        return neighbours.newSlip().get().getClass();
    }

    /** The root of the entity's hierarchy in HQL. */
    String rootName() {
        var parent = type.getSuperclass();
        return parent == Object.class || parent == MarkedRow.class ? name() : parent.getSimpleName();
    }

    boolean isHierarchy() {
        return !rootName().equals(name());
    }

    /** The identifier of an item. */
    Object id(int number) {
        return type == Seat.class ? new Seat.Coordinates(number) : number;
    }

    boolean resolvesReferences() {
        return type != Badge.class;
    }

    /** Whether a table of the entity's name holds all of it. */
    boolean isOneTable() {
        return type != Dossier.class && type != Tape.class && type != Patron.class;
    }

    boolean isVersioned() {
        return type != Badge.class && type != Dossier.class;
    }

    /** Puts items on a shelf, with a slip each. */
    void seed(Scene scene, org.hibernate.Session session) {
        var shelf = neighbours.newShelf().get();
        shelf.id(scene.number());
        session.persist(shelf);
        for (var item : scene.items()) {
            var made = newItem.apply(new Place<>(item, scene.number(), shelf));
            made.write(Scene.OLD_TEXT);
            made.tags().add("t" + item);
            session.persist(made);
            shelf.many().add(made);
            var slip = neighbours.newSlip().get();
            slip.referTo(item, scene.number(), made);
            session.persist(slip);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
