/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A way to write.
 *
 * @param name as the user knows it
 * @param effect what it does to the row
 * @param action does it; the new text is {@link Bench#NEW_TEXT}, the new tag {@link Bench#NEW_TAG}
 * @param traits more about it
 */
record WritePath(String name, Effect effect, Consumer<Bench> action, Traits traits) implements AccessPath {

    /**
     * More about a way to write.
     *
     * @param report how much of it change listeners are told
     * @param checksVersion whether it carries the version that was read, so that it can be refused itself; its action calls
     *     {@link Bench#meanwhile()} between reading and writing
     * @param entities which entities it can write
     */
    record Traits(Report report, boolean checksVersion, Predicate<Shape<?>> entities) {}

    static WritePath of(String name, Effect effect, Report report, Consumer<Bench> action) {
        return new WritePath(name, effect, action, new Traits(report, false, shape -> true));
    }

    WritePath checkingVersion() {
        return new WritePath(name, effect, action, new Traits(traits.report(), true, traits.entities()));
    }

    WritePath onlyTo(Predicate<Shape<?>> entities) {
        return new WritePath(name, effect, action, new Traits(traits.report(), traits.checksVersion(), entities));
    }

    /** Whether it writes an instance as a whole, not single attributes as a statement does. */
    boolean writesInstance() {
        return switch (traits.report()) {
            case BOTH_IMAGES, ONE_IMAGE, UPSERT -> true;
            case STATEMENT, NATIVE -> false;
        };
    }

    @Override
    public boolean leadsTo(Shape<?> shape) {
        return traits.entities().test(shape);
    }

    @Override
    public String toString() {
        return name;
    }
}
