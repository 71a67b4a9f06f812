/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.testing.SessionFactoryScope;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GuaranteesIT extends MatrixTest {

    private static final Findings FINDINGS = new Findings();

    private @Nullable Lab lab;

    @BeforeEach
    void open(SessionFactoryScope scope) {
        lab = labOn(scope);
    }

    @AfterEach
    void close() {
        lab().close();
    }

    @TestFactory
    Stream<DynamicTest> keepsEachGuaranteeOnEachPath() {
        return Guarantees.ALL.stream()
                .flatMap(Cell::all)
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> check(cell)));
    }

    private void check(Cell cell) {
        cell.check(lab());
        FINDINGS.add(lab().subject().database().kind(), cell);
    }

    /** Where a cell failed, or a database was left out, there is nothing to compare. */
    @AfterAll
    static void documentsWhatWasFound() throws IOException {
        if (!FINDINGS.isComplete()) {
            return;
        }
        GuaranteesFile.GENERAL.writeOrCompare(GuaranteesDocument.of(FINDINGS));
    }

    private Lab lab() {
        return Objects.requireNonNull(lab);
    }
}
