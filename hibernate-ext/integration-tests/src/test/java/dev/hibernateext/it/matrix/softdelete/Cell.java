/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.softdelete.DeletedRows;
import java.util.List;
import java.util.stream.Stream;

/** Where a way to the rows and a scope meet. */
record Cell(Way way, DeletedRows scope) {

    static Stream<Cell> all() {
        return Stream.<Way>concat(ReadWays.ALL.stream(), WriteWays.ALL.stream())
                .flatMap(way -> Stream.of(DeletedRows.values()).map(scope -> new Cell(way, scope)));
    }

    List<Shape<?, ?>> shapes() {
        return shapesOf(way);
    }

    static List<Shape<?, ?>> shapesOf(Way way) {
        return Shape.ALL.stream().filter(way::leadsTo).toList();
    }

    /** Fails unless what must happen does for every entity. */
    void check(Lab lab) {
        var failed = new AssertionError(this + " fails");
        for (var shape : shapes()) {
            var failure = catchThrowable(() -> check(lab, shape));
            if (failure != null) {
                failed.addSuppressed(new AssertionError(shape + ": " + failure.getMessage(), failure));
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }

    void check(Lab lab, Shape<?, ?> shape) {
        way.check(Scene.of(lab, shape, scope), scope);
    }

    @Override
    public String toString() {
        return way.name() + " × " + scope;
    }
}
