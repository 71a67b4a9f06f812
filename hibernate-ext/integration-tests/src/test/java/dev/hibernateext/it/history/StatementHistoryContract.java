/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What statements leave in a history, whoever keeps it. */
abstract class StatementHistoryContract implements StatementKindsContract, StatementMixContract {

    private @Nullable SessionFactoryScope scope;
    private @Nullable StatementRecorder recorder;

    @BeforeEach
    void start(SessionFactoryScope given, StatementRecorder statements) {
        scope = given;
        recorder = statements;
    }

    @Override
    public final SessionFactoryScope scope() {
        return requireNonNull(scope);
    }

    @Override
    public final StatementRecorder recorder() {
        return requireNonNull(recorder);
    }
}
