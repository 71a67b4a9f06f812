/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The cells with something taken away: what it brings about must be missed. */
abstract class BladeTest extends MatrixTest {

    /** Whether a cell must fail. */
    abstract boolean needs(Way way, DeletedRows scope, Shape<?, ?> shape);

    abstract DeletedRows inPlaceOf(DeletedRows scope);

    @Test
    void missesWhatIsTakenAway(SessionFactoryScope scope) {
        try (var lab = new Lab(scope, this::inPlaceOf)) {
            assertThat(cases().filter(trial ->
                            trial.fails(lab) != needs(trial.cell.way(), trial.cell.scope(), trial.shape)))
                    .as("cells that do not depend on what is taken away as they should")
                    .isEmpty();
        }
    }

    private static Stream<Case> cases() {
        return Cell.all().flatMap(cell -> cell.shapes().stream().map(shape -> new Case(cell, shape)));
    }

    private record Case(Cell cell, Shape<?, ?> shape) {

        boolean fails(Lab lab) {
            return catchThrowable(() -> cell.check(lab, shape)) != null;
        }

        @Override
        public String toString() {
            return cell + " of " + shape;
        }
    }
}
