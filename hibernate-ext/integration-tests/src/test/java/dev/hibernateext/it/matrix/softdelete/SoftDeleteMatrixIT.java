/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.it.matrix.GuaranteesFile;
import dev.hibernateext.testing.SessionFactoryScope;
import java.io.IOException;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SoftDeleteMatrixIT extends MatrixTest {

    private static final Findings FINDINGS = new Findings();

    private @Nullable Lab lab;

    @BeforeEach
    void open(SessionFactoryScope scope) {
        lab = new Lab(scope, UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        lab().close();
    }

    @TestFactory
    Stream<DynamicTest> showsEachScopeItsRowsOnEachWay() {
        return Cell.all().map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> check(cell)));
    }

    private void check(Cell cell) {
        cell.check(lab());
        FINDINGS.add(lab().subject().database().kind(), cell);
    }

    /** Where a cell failed, or a database was left out, there is nothing to compare. */
    @AfterAll
    static void documentsWhatWasFound() throws IOException {
        if (FINDINGS.isComplete()) {
            GuaranteesFile.SOFT_DELETE.writeOrCompare(Document.of(FINDINGS));
        }
    }

    private Lab lab() {
        return Objects.requireNonNull(lab);
    }
}
