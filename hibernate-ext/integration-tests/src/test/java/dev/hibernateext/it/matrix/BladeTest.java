/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The cells of one guarantee with its feature switched off: what the feature brings about must be missed. */
abstract class BladeTest extends MatrixTest {

    private final Guarantee guarantee;

    BladeTest(Guarantee guarantee) {
        this.guarantee = guarantee;
    }

    /** Whether a cell holds without the feature. */
    abstract boolean holdsAnyway(Cell cell, Shape<?> shape);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        super.contribute(settings, database);
        settings.put(guarantee.feature().setting(), "false");
    }

    @Test
    void missesTheFeatureThatIsOff(SessionFactoryScope scope) {
        try (var lab = labOn(scope)) {
            assertThat(cases().filter(trial -> trial.fails(lab)).toList())
                    .containsExactlyInAnyOrderElementsOf(
                            cases().filter(Predicate.not(trial -> holdsAnyway(trial.cell, trial.shape)))
                                    .toList());
        }
    }

    private Stream<Case> cases() {
        return Cell.all(guarantee).flatMap(cell -> cell.shapes().stream().map(shape -> new Case(cell, shape)));
    }

    private record Case(Cell cell, Shape<?> shape) {

        boolean fails(Lab lab) {
            return catchThrowable(() -> cell.check(lab, shape)) != null;
        }

        @Override
        public String toString() {
            return cell + " of " + shape;
        }
    }
}
