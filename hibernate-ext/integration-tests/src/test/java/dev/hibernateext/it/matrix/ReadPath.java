/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A way to read.
 *
 * @param name as the user knows it
 * @param reading calls {@link Bench#meanwhile()} where another session shall write, reads after it and returns what it has
 *     read
 * @param entities which entities it can read
 */
record ReadPath(String name, Function<Bench, Seen> reading, Predicate<Shape<?>> entities) implements AccessPath {

    /** A way to read in one step, after the other session has written. */
    static ReadPath of(String name, Function<Bench, Seen> reading) {
        return around(name, bench -> {
            bench.meanwhile();
            return reading.apply(bench);
        });
    }

    /** A way to read in several steps. */
    static ReadPath around(String name, Function<Bench, Seen> reading) {
        return new ReadPath(name, reading, shape -> true);
    }

    ReadPath onlyTo(Predicate<Shape<?>> shapes) {
        return new ReadPath(name, reading, shapes);
    }

    @Override
    public boolean leadsTo(Shape<?> shape) {
        return entities.test(shape);
    }

    @Override
    public String toString() {
        return name;
    }
}
