/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.it.matrix.softdelete.Scene.Stored;
import java.util.HashMap;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way to write, used on each item: the one that is there, and the two that are deleted, by somebody who may have read them
 * before.
 *
 * @param name as the user knows it
 * @param effect what it does to what it may write
 * @param action does it
 * @param entities which entities it can write
 */
record WriteWay(String name, Effect effect, Action action, Predicate<Shape<?, ?>> entities) implements Way {

    /** What a way of writing does to the rows it may write. */
    enum Effect {
        /** Deletes what the session sees. */
        DELETE_SEEN,
        /** Deletes the row of an instance. */
        DELETE_INSTANCE,
        /** Changes the text of what the session sees. */
        UPDATE_SEEN,
        /** Changes the text of the row of an instance. */
        UPDATE_INSTANCE,
        /** Changes the text of the row of an instance that is not deleted. */
        UPDATE_LIVE;

        boolean isDelete() {
            return this == DELETE_SEEN || this == DELETE_INSTANCE;
        }

        boolean changesLive(DeletedRows scope) {
            return scope != DeletedRows.ONLY || !(this == DELETE_SEEN || this == UPDATE_SEEN);
        }

        boolean changesDeleted(DeletedRows scope) {
            return scope != DeletedRows.EXCLUDE && (this == UPDATE_SEEN || this == UPDATE_INSTANCE);
        }
    }

    static WriteWay of(String name, Effect effect, Action action) {
        return new WriteWay(name, effect, action, shape -> true);
    }

    WriteWay onlyTo(Predicate<Shape<?, ?>> shapes) {
        return new WriteWay(name, effect, action, shapes);
    }

    @Override
    public boolean leadsTo(Shape<?, ?> shape) {
        return entities.test(shape);
    }

    @Override
    public void check(Scene scene, DeletedRows scope) {
        var before = new HashMap<Integer, Stored>();
        if (scene.scope() != DeletedRows.EXCLUDE) {
            scene.delete();
        }
        for (var item : scene.items()) {
            var failure = catchThrowable(() -> action.use(scene, item, () -> {
                if (scene.scope() == DeletedRows.EXCLUDE && scene.doomed().contains(item)) {
                    scene.delete(item);
                }
                before.put(item, scene.stored(item));
            }));
            assertStored(
                    Objects.requireNonNull(before.get(item)),
                    scene.stored(item),
                    new Case(scope, item == scene.staying(), failure));
        }
    }

    private record Case(
            DeletedRows scope, boolean live, @Nullable Throwable failure) {}

    private void assertStored(Stored before, Stored after, Case written) {
        var changes = written.live() ? effect.changesLive(written.scope()) : effect.changesDeleted(written.scope());
        if (!changes) {
            assertThat(after).as("a row that must not change").isEqualTo(before);
            return;
        }
        assertThat(written.failure())
                .as("the change of a %s row", written.live() ? "live" : "deleted")
                .isNull();
        if (effect.isDelete()) {
            assertThat(after.mark()).as("the mark").isNotNull();
            assertThat(after).isEqualTo(new Stored(after.mark(), before.text(), before.tags()));
        } else {
            assertThat(after.text()).as("the text").startsWith(Scene.NEW_TEXT);
            assertThat(after.mark()).as("the mark").isEqualTo(before.mark());
        }
    }

    @Override
    public boolean needsFeature(DeletedRows scope, Shape<?, ?> shape) {
        return effect.isDelete() || !effect.changesLive(scope) || !effect.changesDeleted(scope);
    }

    @Override
    public boolean needsScope(DeletedRows scope, Shape<?, ?> shape) {
        return effect.changesLive(scope) != effect.changesLive(DeletedRows.EXCLUDE)
                || effect.changesDeleted(scope) != effect.changesDeleted(DeletedRows.EXCLUDE);
    }

    @Override
    public boolean isLimit() {
        return false;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Writes to an item; calls what it is given between reading and writing, when the item may be deleted. */
    @FunctionalInterface
    interface Action {

        void use(Scene scene, int item, Runnable meanwhile);
    }
}
