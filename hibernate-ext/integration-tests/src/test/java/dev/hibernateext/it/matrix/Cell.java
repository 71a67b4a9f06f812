/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a guarantee and a way to the rows meet. */
record Cell(Guarantee guarantee, AccessPath path) {

    /** Every cell in which there is something to promise. */
    static Stream<Cell> all(Guarantee guarantee) {
        return Stream.<AccessPath>concat(WritePaths.ALL.stream(), ReadPaths.ALL.stream())
                .map(path -> new Cell(guarantee, path))
                .filter(Cell::applies);
    }

    /** Whether there is anything to promise. */
    boolean applies() {
        return path instanceof ReadPath || (path instanceof WritePath write && guarantee.concerns(write));
    }

    /** Why the promise cannot hold here, if it cannot. */
    Optional<Limit> limit() {
        return guarantee.limits().stream()
                .filter(limit -> limit.path().equals(path.name()))
                .findFirst();
    }

    List<Shape<?>> shapes() {
        return Shape.ALL.stream().filter(path::leadsTo).toList();
    }

    /** Fails unless the promise, or what is said in its place, holds for every entity. */
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

    void check(Lab lab, Shape<?> shape) {
        if (path instanceof ReadPath read) {
            for (var write : WritePaths.BEFORE_READS) {
                guarantee.check(ReadBack.by(read, new Bench(lab, shape), write));
            }
        } else if (path instanceof WritePath write) {
            check(write, new Bench(lab, shape));
        }
    }

    private void check(WritePath write, Bench bench) {
        limit().ifPresentOrElse(
                        limit -> limit.actual().accept(Written.by(write, bench)), () -> guarantee.check(write, bench));
    }

    @Override
    public String toString() {
        return guarantee.name() + " × " + path.name();
    }
}
